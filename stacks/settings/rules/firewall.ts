import { firewallProblems as fitProblems } from "../../../components/firewall/settings";
import { firewallSpecOf } from "../firewall";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** The firewall is one that WAF takes, at its basic price. */
export function firewallProblems({ places: [place], firewall }: Settings): Problem[] {
  return fitProblems(`${place.key}-firewall`, firewallSpecOf(firewall)).map((says) => ({ path: "firewall", says }));
}
