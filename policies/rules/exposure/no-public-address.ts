import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, Unknown } from "../../lib/value";

/** A public address is a way around the load balancer, its firewall and its log. */
export const noPublicAddress = resourceRule({
  name: "exposure-subnets-and-tasks-have-no-public-address",
  description: "Subnets hand out no public addresses, and tasks ask for none.",
  severity: "high",
  types: [...tokens.subnets, ...tokens.ecsServices, ...tokens.ecsTaskSets],
  fix: "Set mapPublicIpOnLaunch or networkConfiguration.assignPublicIp to false; reach out through a NAT gateway or VPC endpoints.",
  controls: ["EC2.15", "ECS.2", "ECS.16", "CKV_AWS_130", "CKV_AWS_333", "AWS-0164"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
}, check);

function* check({ type, props }: Subject): Findings {
  const path = tokens.subnets.some((token) => token === type) ? ["mapPublicIpOnLaunch"] : ["networkConfiguration", "assignPublicIp"];
  const value = at(props, ...path);
  if (value instanceof Unknown) yield undecided(value);
  else if (value === true) yield flaw(path.join("."), show(value), "false");
}
