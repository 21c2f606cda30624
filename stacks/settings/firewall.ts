import * as z from "zod";
import { checkerRanges } from "../../components/failover/checker-ranges";
import { livePath, rolePath } from "../../components/failover/names";
import { rateWindows, type FirewallSpec } from "../../components/firewall/settings";
import { flag, logDays, oneOf, text, whole } from "./text";

const pathStart = text(/^\/[\x21-\x7e]*$/, "the start of a path such as `/auth/`");

const rate = {
  limit: whole(10, 2_000_000_000, "requests").describe("Requests of one address in a window; more are turned away."),
  windowSeconds: z.literal(rateWindows, { error: `one of ${rateWindows.join(", ")}, the windows that WAF offers` }).describe("Seconds over which requests are counted."),
};

const Abuse = z.strictObject({
  action: oneOf(["captcha", "challenge"]).describe("`captcha` shows a puzzle, `challenge` lets the browser prove itself unseen. Apps need AWS's SDK for either."),
  paths: z.array(pathStart).min(1, "at least one path").describe("Starts of the paths where people are asked for a proof."),
  ...rate,
  immunitySeconds: whole(300, 259_200, "seconds").describe("Seconds that a solved proof is good for."),
  tokenDomains: z.array(z.string()).describe("Domains, other than the one asked for, whose proofs count."),
});

export const FirewallSettings = z.strictObject({
  sqlInjection: flag().describe("Whether requests that look like SQL are refused."),
  anonymousIps: flag().describe("Whether anonymous proxies and hosting providers are refused. Also refuses some people."),
  rate: z.strictObject(rate).describe("How often one address may ask."),
  abuse: Abuse.optional().describe("Where people prove that they are people once an address asks more often than people do. Absent: nowhere."),
  largeBodyPaths: z.array(pathStart).describe("Starts of the paths that may carry more than 8 KiB. Of such a body the firewall sees the first 8 KiB only."),
  logged: oneOf(["all", "matched"]).describe("Whether every request is logged, or only those that a rule had something against."),
  logRetentionDays: logDays.describe("Days that the firewall's log is kept."),
}, { error: "what the firewall lets through; see the example in `Pulumi.prod.yaml`" });
export type FirewallSettings = z.infer<typeof FirewallSettings>;

/** The same in the words of the component. */
export const firewallSpecOf = (settings: FirewallSettings): FirewallSpec => ({ ...settings });

/** The firewall of what Route 53 asks: no rule may come between its checkers and a place. */
export const entranceFirewallOf = (settings: FirewallSettings): FirewallSpec => ({ ...settings, checkers: { addresses: checkerRanges, paths: [rolePath, livePath] } });
