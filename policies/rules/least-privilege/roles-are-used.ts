import { parseDocument } from "../../lib/document";
import { flaw } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import type { Properties } from "../../lib/value";

/** What belongs to a role rather than using it. */
const parts: readonly string[] = [...tokens.rolePolicies, ...tokens.rolePolicyAttachments, ...tokens.policyAttachments];

/** A role that nobody uses is one that nobody would miss when somebody else does. */
export const rolesAreUsed = stackRule({
  name: "least-privilege-roles-are-used",
  description: "Each role belongs to something in the stack.",
  severity: "low",
  level: "advisory",
  types: tokens.roles,
  fix: "Remove the role, or waive it where somebody outside the stack takes it up.",
  controls: ["SEC03-BP04"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials",
}, function* (stack: Stack): Sightings {
  const users = stack.all.filter(({ type }) => !parts.includes(type));
  const used = new Set(users.flatMap((node) => node.sources.map(({ urn }) => urn)));
  for (const on of stack.of(tokens.roles)) {
    if (used.has(on.urn) || isForOthers(on) || users.some((user) => user !== on && names(user.props, on))) continue;
    yield { on, finding: flaw("its user", "nobody in the stack", "a task, a function, a service") };
  }
});

/** People, pipelines and other accounts take roles up from outside; services do it for something in the stack. */
function isForOthers({ props }: Node): boolean {
  const document = parseDocument(props["assumeRolePolicy"], "assumeRolePolicy");
  return document.kind === "statements" && document.statements.some(({ effect, principals }) => effect === "allow" && principals.some(({ kind }) => kind !== "Service"));
}

/** Whether a role's ARN is written out somewhere: as it is, or in JSON inside of text. The quote that follows tells it from one that begins like it. */
function names(props: Properties, role: Node): boolean {
  const arn = role.props["arn"];
  if (typeof arn !== "string") return false;
  const written = JSON.stringify(props);
  return [`"${arn}"`, `"${arn}\\`].some((form) => written.includes(form));
}
