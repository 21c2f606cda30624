import { throttleProblems } from "../../../components/api/throttle";
import { operationIds } from "../../../functions/api/operation-ids";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** Group whose members may notify others. */
export const providerGroup = "provider";

/** The API is one that API Gateway takes, under a name of its own, and its functions reach what they call. */
export function apiProblems({ api, domain, identity, network, services }: Settings): Problem[] {
  const taken = [...Object.values(services).map(({ route }) => route.host), ...(domain.readHost === undefined ? [] : [domain.readHost])];
  return [
    ...throttleProblems(api.throttle, operationIds).map((says) => ({ path: "api.throttle", says })),
    ...(taken.includes(api.host) ? [{ path: "api.host", got: api.host, want: "a label of its own, since a service or the name for reads has this one" }] : []),
    ...(providerGroup in identity.groups ? [] : [{
      path: "identity.groups", got: Object.keys(identity.groups), want: `${providerGroup} too, whose members may notify others through the API`,
    }]),
    ...(network.nat === "none" ? [{
      path: "network.nat", got: "none", want: "one-per-zone or single, since functions of the API call Kinesis, SQS and Cognito, for which the network has no endpoints",
    }] : []),
  ];
}
