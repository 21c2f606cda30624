import { regionIn } from "./regions";
import type { Node, Stack } from "./stack";
import { tokens } from "./tokens";
import { at, list, text, Unknown } from "./value";

/** Selections of backup plans that name a cluster or a table: by its ARN, and before there is one by the name that it will end with. */
export function selectionsOf(stack: Stack, store: Node): readonly Node[] {
  const names = typeof store.props["arn"] === "string" ? [] : [["cluster", store.props["clusterIdentifier"]], ["table", store.props["name"]]] as const;
  const endings = names.flatMap(([kind, name]) => (typeof name === "string" && name !== "" ? [`:${kind}:${name}`, `:${kind}/${name}`] : []));
  return stack.of(tokens.backupSelections).filter((selection) => list(selection.props["resources"]).some((resource) =>
    stack.refers(selection, ["resources", resource], store) || (typeof resource === "string" && endings.some((ending) => resource.endsWith(ending)))));
}

/** Whether the backups of a store are copied to another region than this one. */
export function isCopiedOutOf(stack: Stack, region: string, store: Node): boolean {
  const selections = selectionsOf(stack, store);
  return stack.of(tokens.backupPlans).some((plan) => selections.some((selection) => stack.refers(selection, ["planId", selection.props["planId"]], plan))
    && list(plan.props["rules"]).flatMap((rule) => list(at(rule, "copyActions"))).some((copy) => {
      const target = regionIn(at(copy, "destinationVaultArn"));
      return target instanceof Unknown || (text(target) !== "" && text(target) !== region);
    }));
}
