import { flaw, undecided } from "../../lib/finding";
import { groupsWith, reachIn, type Step } from "../../lib/net/reach";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet, list, text, Unknown, type Properties } from "../../lib/value";

const databases = [...tokens.databaseClusters, ...tokens.databaseInstances];

/** Each group is sound by itself; what counts is where the chain of them ends. */
export const dataIsOutOfReach = stackRule({
  name: "exposure-data-is-out-of-reach",
  description: "Between the Internet and a database stand two security groups at least, and no step of the chain is open on every port.",
  severity: "critical",
  types: databases,
  fix: "Let the database in from the group of the application alone, and the application from that of the load balancer.",
  controls: ["RDS.46", "AwsSolutions-RDS8", "SEC05-BP02"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  settings: { groups: { type: "integer", default: 2, description: "Groups that have to stand between the Internet and a database, at least." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const between = Number(text(settings["groups"]));
  for (const on of stack.of(databases)) {
    const properties = ["vpcSecurityGroupIds"];
    for (const group of groupsWith(stack, on, properties)) {
      const chain = reachIn(stack).chainTo(group);
      if (chain.length === 0) continue;
      if (chain.length <= between) yield { on, finding: flaw("its distance", spelt(chain), `${between} groups in between`) };
      else if (chain.some(({ isOpen }) => isOpen)) yield { on, finding: flaw("a step towards it", spelt(chain), "named ports at every step") };
    }
    for (const property of properties) {
      const groups = on.props[property];
      if (groups instanceof Unknown && on.sourcesOf(property).length === 0) yield { on, finding: undecided(groups) };
    }
  }
});

function spelt(chain: readonly Step[]): string {
  return ["Internet", ...chain.map(({ to, ports }) => `${to.name}:${ports}`)].join(" → ");
}

/** A subnet is as private as its routes: an address is not the only way in. */
export const dataHasNoWayOut = stackRule({
  name: "exposure-data-has-no-way-to-the-internet",
  description: "Subnets of databases have no route to an Internet gateway.",
  severity: "critical",
  types: tokens.databaseSubnetGroups,
  fix: "Put the database into subnets of their own, whose route table has no route to an Internet gateway.",
  controls: ["RDS.46", "SEC05-BP01"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.databaseSubnetGroups)) {
    const subnets = stack.of(tokens.subnets).filter((subnet) => list(on.props["subnetIds"]).some((id) => stack.refers(on, ["subnetIds", id], subnet)));
    for (const subnet of subnets) {
      const tables = stack.of(tokens.routeTableAssociations).filter((each) => stack.refers(each, ["subnetId", each.props["subnetId"]], subnet))
        .flatMap((each) => stack.of(tokens.routeTables).filter((table) => stack.refers(each, ["routeTableId", each.props["routeTableId"]], table)));
      for (const table of tables) if (leadsOut(stack, table)) yield { on, finding: flaw("its subnet", `${subnet.name}, whose routes lead to an Internet gateway`, "a subnet without") };
    }
  }
});

function leadsOut(stack: Stack, table: Node): boolean {
  const separate = stack.of(tokens.routes).filter((route) => isSet(route.props["gatewayId"]) && stack.refers(route, ["routeTableId", route.props["routeTableId"]], table));
  return separate.some((route) => stack.of(tokens.internetGateways).some((gateway) => stack.refers(route, ["gatewayId", route.props["gatewayId"]], gateway)));
}
