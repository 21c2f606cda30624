import { flaw, undecided } from "../../lib/finding";
import { escalations, wornBy } from "../../lib/iam/escalation";
import { powersIn, type Powers } from "../../lib/iam/powers";
import { fits } from "../../lib/iam/glob";
import { stackRule, type Sightings } from "../../lib/rule";
import { perStack, type Node, type Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";

/** No single statement is too much; together they are a way up. */
export const identitiesCannotRaiseThemselves = stackRule({
  name: "least-privilege-identities-cannot-raise-themselves",
  description: "No role can give itself more than it has, by all of its policies together and by whatever roles it can put on.",
  severity: "critical",
  types: tokens.roles,
  fix: "Name the roles, functions and policies that it may touch, none of them its own or mightier; bound iam actions by iam:PermissionsBoundary.",
  controls: ["CKV_AWS_110", "CKV_AWS_286", "iam_inline_policy_allows_privilege_escalation (Prowler)"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
}, function* (stack: Stack): Sightings {
  for (const { powers, ways, path } of raised(stack)) {
    const on = powers.role;
    for (const way of ways) yield { on, finding: flaw("its power", `${way}`, "actions that are limited to named resources") };
    if (path.length > 0) yield { on, finding: flaw("its way", `${[on, ...path].map(({ name }) => name).join(" → ")}, which can raise itself`, "no way to a mightier role") };
    if (ways.length === 0 && path.length === 0) for (const unknown of powers.open) yield { on, finding: undecided(unknown) };
  }
});

interface Raised {
  readonly powers: Powers;
  readonly ways: readonly string[];
  /** Roles that it would put on, one after the other, until one can raise itself. */
  readonly path: readonly Node[];
}

const raised = perStack((stack: Stack): readonly Raised[] => {
  const all = powersIn(stack).map((powers) => ({ powers, ways: escalations(powers) }));
  const worn = new Map(all.map(({ powers }) => [powers.role, rolesWornBy(powers, all.map((each) => each.powers.role))]));
  const mighty = new Set(all.filter(({ ways }) => ways.length > 0).map(({ powers }) => powers.role));
  return all.map(({ powers, ways }) => ({ powers, ways, path: ways.length > 0 ? [] : pathTo(powers.role, mighty, worn) }));
});

function rolesWornBy(powers: Powers, roles: readonly Node[]): readonly Node[] {
  const patterns = wornBy(powers);
  if (patterns.length === 0) return [];
  return roles.filter((role) => role !== powers.role && role.identities.some((id) => id.startsWith("arn:") && patterns.some((pattern) => fits(pattern, id))));
}

/** The shortest way from a role to one of the mighty; none where there is none. */
function pathTo(start: Node, mighty: ReadonlySet<Node>, worn: ReadonlyMap<Node, readonly Node[]>): readonly Node[] {
  const paths: Node[][] = [[start]];
  const seen = new Set([start]);
  for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
    const last = path.at(-1);
    for (const next of last === undefined ? [] : worn.get(last) ?? []) {
      if (mighty.has(next)) return [...path.slice(1), next];
      if (!seen.has(next)) paths.push([...path, next]);
      seen.add(next);
    }
  }
  return [];
}
