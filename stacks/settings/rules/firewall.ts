import { rolePath } from "../../../components/failover/names";
import { firewallProblems as fitProblems, type RateSpec } from "../../../components/firewall/settings";
import { entranceFirewallOf } from "../firewall";
import { deepPath } from "../../../protocol/health/deep";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** The firewall is one that WAF takes, at its basic price, and it lets those in who look after the platform from outside. */
export function firewallProblems(settings: Settings): Problem[] {
  const { places: [place], firewall } = settings;
  return [
    ...fitProblems(`${place.key}-firewall`, entranceFirewallOf(firewall)).map((says) => ({ path: "firewall", says })),
    ...lookProblems("firewall.rate.limit", firewall.rate, settings),
    ...(firewall.abuse?.paths.some((start) => [deepPath, rolePath].some((path) => path.startsWith(start))) === true ? lookProblems("firewall.abuse.limit", firewall.abuse, settings) : []),
  ];
}

/** The detector of the other place, and the witness, each ask once in a period, from addresses that nobody knows: refused, they would take the place for lost. */
function lookProblems(path: string, { limit, windowSeconds }: RateSpec, { recovery: { detection: { periodSeconds } } }: Settings): Problem[] {
  const looks = Math.ceil(windowSeconds / periodSeconds);
  return limit > looks ? [] : [{ path, got: limit, want: `more than ${String(looks)}, the looks of one voter in ${String(windowSeconds)} s at recovery.detection.periodSeconds` }];
}
