import { flaw, undecided } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { list, Unknown } from "../../lib/value";

/** What is started without a security group gets the default one, and with it everything that it lets through. */
export const defaultSecurityGroupsAreEmpty = stackRule({
  name: "exposure-default-security-groups-are-empty",
  description: "The default security group of each VPC lets nothing in and nothing out.",
  severity: "high",
  types: tokens.vpcs,
  fix: "Add an ec2.DefaultSecurityGroup with the vpcId and with ingress: [] and egress: [].",
  controls: ["EC2.2", "CKV2_AWS_12", "AWS-0173", "CIS-AWS 5.0 5.5"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
}, check);

const directions = ["ingress", "egress"] as const;
const separateRules = [...tokens.securityGroupRules, ...tokens.ingressRules, ...tokens.egressRules];

function* check(stack: Stack): Sightings {
  for (const vpc of stack.of(tokens.vpcs)) {
    const groups = stack.referrers(tokens.defaultSecurityGroups, "vpcId", vpc);
    if (groups.length === 0) yield { on: vpc, finding: flaw("its default security group", "as AWS makes it, open within itself", "one without rules") };
    for (const group of groups) yield* judge(stack, group);
  }
}

function* judge(stack: Stack, group: Node): Sightings {
  for (const direction of directions) {
    const rules = group.props[direction];
    if (rules instanceof Unknown) yield { on: group, finding: undecided(rules) };
    else if (list(rules).length > 0) yield { on: group, finding: flaw(direction, `${list(rules).length} rule(s)`, "none") };
  }
  for (const rule of stack.referrers(separateRules, "securityGroupId", group)) {
    yield { on: rule, finding: flaw("securityGroupId", `the default security group (${group.name})`, "a group of its own") };
  }
}
