import { parseDocument, pins, type Document, type Statement } from "../document";
import { perStack, type Node, type Stack } from "../stack";
import { tokens } from "../tokens";
import { at, isSet, list, text, texts, Unknown, type Value } from "../value";
import { actionsOf } from "./catalogue";
import { fits } from "./glob";

/** One thing that an identity may do: an action, where, and what has to hold. */
export interface Grant {
  /** In small letters. */
  readonly action: string;
  readonly resources: readonly string[];
  readonly statement: Statement;
}

/** Everything that all policies of one identity allow, taken together. */
export interface Powers {
  readonly role: Node;
  readonly grants: readonly Grant[];
  /** What could not be read before the update. */
  readonly open: readonly Unknown[];
}

/** Managed policies of AWS that allow everything. Source: AWS Managed Policy Reference Guide, AdministratorAccess. */
const everything = /\/AdministratorAccess$/;

/** The powers of every role in a stack: its own policies, those beside it, and those that are attached to it. */
export const powersIn = perStack((stack: Stack): readonly Powers[] => {
  const byRole = policiesByRole(stack);
  return stack.of(tokens.roles).map((role) => powersOf(role, [...inline(role), ...byRole.get(role) ?? []]));
});

function inline(role: Node): readonly Document[] {
  const own = list(role.props["inlinePolicies"]).map((each) => at(each, "policy") ?? at(each, "policyDocument")).filter(isSet);
  const managed = texts(role.props["managedPolicyArns"]).filter((arn) => everything.test(arn));
  return [...own.map((policy) => parseDocument(policy, "inlinePolicies")), ...managed.map(() => admin)];
}

const admin = parseDocument({ Statement: [{ Sid: "AdministratorAccess", Effect: "Allow", Action: "*", Resource: "*" }] }, "managed policy");

function policiesByRole(stack: Stack): ReadonlyMap<Node, readonly Document[]> {
  const found = new Map<Node, Document[]>();
  const roles = rolesByName(stack);
  const add = (from: Node, property: string, documents: readonly Document[]): void => {
    for (const role of meant(from, property, { stack, roles })) found.set(role, [...found.get(role) ?? [], ...documents]);
  };
  for (const policy of stack.of(tokens.rolePolicies)) add(policy, "role", [parseDocument(policy.props["policy"], `policy of ${policy.name}`)]);
  for (const attachment of stack.of([...tokens.rolePolicyAttachments, ...tokens.policyAttachments])) {
    const documents = attached(stack, attachment);
    for (const property of ["role", "roles"]) if (isSet(attachment.props[property])) add(attachment, property, documents);
  }
  return found;
}

function attached(stack: Stack, attachment: Node): readonly Document[] {
  const arn = attachment.props["policyArn"];
  if (typeof arn === "string" && everything.test(arn)) return [admin];
  return stack.of(tokens.policies).filter((policy) => stack.refers(attachment, ["policyArn", arn], policy))
    .map((policy) => parseDocument(policy.props["policy"], `policy of ${policy.name}`));
}

function rolesByName(stack: Stack): ReadonlyMap<string, Node> {
  return new Map(stack.of(tokens.roles).flatMap((role) => [...role.identities, text(role.props["name"])].filter((name) => name !== "").map((name) => [name, role] as const)));
}

/** Roles that a property names: by name or ARN, or by what it was made of where it is not known yet. */
function meant(from: Node, property: string, { stack, roles }: { readonly stack: Stack; readonly roles: ReadonlyMap<string, Node> }): readonly Node[] {
  const named = list(from.props[property]).flatMap((value: Value) => (typeof value === "string" ? [roles.get(value)] : []));
  const known = named.filter((role) => role !== undefined);
  if (known.length > 0) return known;
  const sources = new Set(from.sourcesOf(property).map(({ urn }) => urn));
  return sources.size === 0 ? [] : stack.of(tokens.roles).filter(({ urn }) => sources.has(urn));
}

function powersOf(role: Node, documents: readonly Document[]): Powers {
  const statements = documents.flatMap((each) => (each.kind === "statements" ? each.statements : []));
  const denied = statements.filter(isBan).flatMap(({ actions }) => texts(actions)).map((action) => action.toLowerCase());
  const open = documents.flatMap((each) => (each.kind === "unknown" ? [each.unknown] : []));
  const grants = statements.filter(({ effect }) => effect === "allow").flatMap((statement) => grantsOf(statement))
    .filter(({ action }) => !denied.some((pattern) => fits(pattern, action)));
  return { role, grants, open: [...open, ...statements.flatMap(({ resources }) => resources.filter((each) => each instanceof Unknown))] };
}

/** A denial that nothing gets around: everywhere, and under no condition. */
function isBan({ effect, conditions, resources, negations }: Statement): boolean {
  return effect === "deny" && conditions.length === 0 && negations.length === 0 && texts(resources).includes("*");
}

function grantsOf(statement: Statement): readonly Grant[] {
  const resources = statement.negations.includes("NotResource") ? ["*"] : texts(statement.resources);
  const patterns = statement.negations.includes("NotAction") ? ["*"] : texts(statement.actions);
  return patterns.flatMap((pattern) => actionsOf(pattern).map(({ name }) => ({ action: name.toLowerCase(), resources, statement })));
}

/** Grants of one action that leave it open where: any resource that is not spelt out. */
export function wideGrants({ grants }: Powers, action: string): readonly Grant[] {
  return grants.filter((grant) => grant.action === action && grant.resources.some(isPattern) && !isBounded(grant));
}

/** Grants of one action, wherever. */
export function grantsFor({ grants }: Powers, action: string): readonly Grant[] {
  return grants.filter((grant) => grant.action === action);
}

/** Whether a resource is one of many: its name, not the version or the object below it, is left open. */
function isPattern(resource: string): boolean {
  return /[*?]/.test(resource.replace(/-\?{6}$/, ""));
}

/** A boundary on what may be given, or a tag that somebody has to have put there, is as good as a name. */
function isBounded({ statement }: Grant): boolean {
  return pins(statement, ["iam:PermissionsBoundary", "iam:PolicyARN", "aws:ResourceTag/*", "iam:ResourceTag/*", "ec2:ResourceTag/*", "ecs:ResourceTag/*", "ssm:ResourceTag/*",
    "ecs:cluster", "aws:CalledVia"]);
}
