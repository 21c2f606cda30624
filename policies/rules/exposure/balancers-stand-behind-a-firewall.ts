import { flaw, undecided } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { Unknown } from "../../lib/value";

/** A security group stops a port, not a request: what arrives on 443 is judged by a web ACL or by nobody. */
export const balancersStandBehindAFirewall = stackRule({
  name: "exposure-balancers-stand-behind-a-firewall",
  description: "Application load balancers on the Internet have a web ACL.",
  severity: "high",
  types: tokens.balancers,
  fix: "Add a wafv2.WebAclAssociation whose resourceArn is the load balancer's ARN, or set internal: true.",
  controls: ["ELB.16", "CKV2_AWS_28"],
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
}, check);

function* check(stack: Stack): Sightings {
  for (const balancer of stack.of(tokens.balancers)) {
    const internal = balancer.props["internal"];
    const isProtected = stack.referrers(tokens.webAclAssociations, "resourceArn", balancer).length > 0;
    if (isProtected || internal === true || (balancer.props["loadBalancerType"] ?? "application") !== "application") continue;
    if (internal instanceof Unknown) yield { on: balancer, finding: undecided(internal) };
    else yield { on: balancer, finding: flaw("its web ACL", "not set", "a WebAclAssociation with it") };
  }
}
