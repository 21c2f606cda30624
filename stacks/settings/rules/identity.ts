import { clientKeys, clientProblems } from "../../../components/identity/client-args";
import { groupProblems } from "../../../components/identity/group-rules";
import { prefixProblems } from "../../../components/identity/login-address";
import { originatorProblems } from "../../../components/identity/originator";
import { poolProblems, replicationRegions, unsupported } from "../../../components/identity/problems";
import { scopesOf } from "../../../components/identity/scopes";
import { clientSpecsOf, loginNameOf, ownLoginName, poolPlanOf } from "../../identity-shape";
import { placesOf } from "../../places";
import { sharedNames } from "../../public-names";
import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { providerProblems } from "./identity-providers";

/** People can come in as the settings promise, in both places. */
export function identityProblems(settings: Settings): Problem[] {
  const [birth] = placesOf(settings);
  const { identity } = settings;
  const scopes = scopesOf(identity.resourceServers);
  const specs = clientSpecsOf(settings);
  const says = [
    ...poolProblems(poolPlanOf(settings, birth)),
    ...(identity.replication === "native" && !replicationRegions.includes(birth.region) ? [unsupported(birth.region)] : []),
    ...issuerProblems(settings),
    ...clientKeys.flatMap((key) => clientProblems(key, specs[key]).map((problem) => `clients: ${problem}`)),
    ...groupProblems(identity.groups).map((problem) => `groups: ${problem}`),
    ...loginProblems(settings),
    ...smsProblems(settings),
  ];
  return [
    ...says.map((problem) => ({ path: "identity", says: problem })),
    ...identity.clients.server.scopes.filter((scope) => !scopes.includes(scope)).map((scope) => ({
      path: "identity.clients.server.scopes", got: scope, want: `one of ${scopes.join(", ")}, which the resource servers have`,
    })),
    ...providerProblems(settings),
  ];
}

/** Source: Amazon Cognito Developer Guide, "User pool endpoints", updated issuer; identity pools compare a token's issuer with the name of their provider. */
function issuerProblems({ identity: { issuer, credentials } }: Settings): string[] {
  return issuer === "updated" && credentials !== "off"
    ? ["issuer is updated and credentials are on: want the issuer original, since an identity pool knows a user pool by that one, or credentials off"] : [];
}

function loginProblems(settings: Settings): string[] {
  const { identity: { login, signIn, plan, branding } } = settings;
  const own = ownLoginName(settings);
  const party = signIn.passkeys?.relyingParty;
  return [
    ...(login.kind === "prefix" ? prefixProblems(login.prefix).map((problem) => `login: ${problem}`) : []),
    ...(own !== undefined && sharedNames(settings).includes(own) ? [`login: ${own} is the name of a service: want another label`] : []),
    ...(own !== undefined && party !== undefined && party !== own
      ? [`signIn.passkeys.relyingParty is ${party}: want ${loginNameOf(settings)}, or nothing, since pages with a name of their own take passkeys for that name alone`] : []),
    ...(plan === "lite" && branding !== "standard" ? ["branding is designed and plan is lite: want standard, since the older pages take no such design"] : []),
  ];
}

/** Every place that lets people in sends texts from a number of its own. */
function smsProblems({ identity: { sms, replication }, places }: Settings): string[] {
  // Of places that are not two, their own rule speaks.
  if (sms === "off" || places[0].key === places[1].key) return [];
  const wanted = (replication === "native" ? places : places.slice(0, 1)).map(({ key }) => key);
  return [
    ...wanted.filter((key) => sms[key] === undefined).map((key) => `sms has nothing for ${key}: want who texts are from there`),
    ...Object.keys(sms).filter((key) => !wanted.includes(key)).map((key) => `sms has ${key}: want ${wanted.join(" and ")} alone, where people come in`),
    ...Object.entries(sms).flatMap(([key, originator]) => originatorProblems(originator).map((problem) => `sms: in ${key} ${problem}`)),
  ];
}
