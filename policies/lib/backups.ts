import { fits } from "./iam/glob";
import { regionIn } from "./regions";
import type { Node, Stack } from "./stack";
import { tagsOf } from "./tags";
import { tokens } from "./tokens";
import { at, list, text, Unknown, type Value } from "./value";

/** Selections of backup plans that take in a cluster or a table: by its ARN or a pattern of ARNs, by its tags, and before there is an ARN by the name that it will end with. */
export function selectionsOf(stack: Stack, store: Node): readonly Node[] {
  return stack.of(tokens.backupSelections).filter((selection) =>
    (list(selection.props["resources"]).some((resource) => stack.refers(selection, ["resources", resource], store) || means(resource, store)) || isTagged(selection, store))
    && !list(selection.props["notResources"]).some((resource) => means(resource, store)));
}

/** Source: AWS Backup API, `BackupSelection`, Resources: ARNs, in which `*` stands for any part. */
function means(resource: Value, store: Node): boolean {
  if (typeof resource !== "string") return false;
  const arn = store.props["arn"];
  if (typeof arn === "string") return fits(resource, arn);
  const named = [["cluster", store.props["clusterIdentifier"]], ["table", store.props["name"]]] as const;
  return named.some(([kind, name]) => typeof name === "string" && name !== "" && [`:${kind}:${name}`, `:${kind}/${name}`].some((ending) => resource.endsWith(ending)));
}

/** One of a selection's tags is enough. Source: AWS Backup API, `BackupSelection`, ListOfTags. */
function isTagged({ props }: Node, store: Node): boolean {
  const tags = tagsOf(store);
  if (tags === undefined || tags instanceof Unknown) return false;
  return list(props["selectionTags"]).map((wanted) => [text(tags[text(at(wanted, "key"))]), text(at(wanted, "value"))]).some(([own, value]) => own !== "" && own === value);
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
