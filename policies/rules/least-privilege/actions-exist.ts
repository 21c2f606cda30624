import { flaw, show, type Findings } from "../../lib/finding";
import { actionsOf, knowsService, limitsOf } from "../../lib/iam/catalogue";
import { overlaps } from "../../lib/iam/glob";
import { eachAllow, identityDocuments } from "../../lib/identity-documents";
import type { Statement } from "../../lib/document";
import { resourceRule } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { texts } from "../../lib/value";

/** IAM takes any word for an action, and grants nothing by it; the error comes when the program needs it. */
export const actionsExist = resourceRule({
  name: "least-privilege-actions-exist",
  description: "Identity policies name actions that AWS has, on resources that these take.",
  severity: "low",
  level: "advisory",
  types: [...tokens.identityPolicies, ...tokens.roles],
  fix: "Look the action up in the Service Authorization Reference: its name, and the ARNs that it takes.",
  controls: ["UNKNOWN_ACTION (Parliament)", "RESOURCE_MISMATCH (Parliament)"],
  url: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
}, function* (subject): Findings {
  for (const document of identityDocuments(subject)) yield* eachAllow(document, "policy", judge);
});

function* judge(statement: Statement): Findings {
  const actions = texts(statement.actions);
  const unknown = actions.filter((action) => knowsService(action) && actionsOf(action).length === 0);
  if (unknown.length > 0) yield flaw(`Action of ${statement.label}`, show(unknown.join(", ")), "actions that the service has");
  const resources = texts(statement.resources);
  if (resources.length === 0 || resources.some((each) => !each.startsWith("arn:")) || resources.length < statement.resources.length) return;
  const lost = actions.filter((action) => {
    const known = actionsOf(action);
    return known.length > 0 && known.every((each) => !limitsOf(each).some((form) => resources.some((resource) => overlaps(form, resource))));
  });
  if (lost.length > 0) yield flaw(`Resource of ${statement.label}`, `none that ${lost.join(", ")} ${lost.length === 1 ? "takes" : "take"}`, forms(lost));
}

const shown = 3;

function forms(actions: readonly string[]): string {
  const arns = [...new Set(actions.flatMap((action) => actionsOf(action).flatMap(({ arns: each }) => each)))];
  return arns.length === 0 ? "*, the only one that they take" : arns.slice(0, shown).join(" or ");
}
