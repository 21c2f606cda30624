import { emailProblems } from "../../../components/messaging/email-regions";
import { pushProblems as pushRegionProblems } from "../../../components/messaging/push-regions";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** Channels reach somebody, from every place alike. */
export function messagingProblems(settings: Settings): Problem[] {
  return [...pushProblems(settings), ...smsProblems(settings), ...emailPlaceProblems(settings)];
}

function pushProblems({ messaging: { push }, places }: Settings): Problem[] {
  if (push === "none") return [];
  const reachesNobody = !push.fcm && push.apns === "none" && push.adm === "none";
  return [
    ...(reachesNobody ? [{ path: "messaging.push", got: push, want: "`none`, or at least one of fcm, apns and adm" }] : []),
    ...pushRegionProblems(places.map(({ region }) => region)).map((says) => ({ path: "messaging.push", says })),
  ];
}

function smsProblems({ messaging: { sms }, places, account }: Settings): Problem[] {
  if (sms === "none") return [];
  const at = "messaging.sms.originationArns";
  const given = Object.keys(sms.originationArns);
  const unknown = given.filter((each) => places.every((place) => place.key !== each))
    .map((got) => ({ path: at, got, want: `one of ${places.map((place) => place.key).join(", ")}` }));
  const filled = places.filter((place) => (sms.originationArns[place.key]?.length ?? 0) > 0);
  const lonely = filled.length === 1
    ? [{ path: at, says: `${filled[0]?.key ?? ""} alone has numbers: after a failover nobody would get a text message; lease some for the other place too, or for neither` }] : [];
  const astray = places.flatMap(({ key, region }) => (sms.originationArns[key] ?? []).filter((arn) => !arn.startsWith(`arn:aws:sms-voice:${region}:${account}:`))
    .map((got) => ({ path: `${at}.${key}`, got, want: `ARNs of ${region} and account ${account}` })));
  return [...unknown, ...lonely, ...astray];
}

function emailPlaceProblems({ messaging: { email }, places }: Settings): Problem[] {
  return email === "none" ? [] : emailProblems(places.map(({ region }) => region)).map((says) => ({ path: "messaging.email", says }));
}
