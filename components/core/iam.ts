import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One IAM action, `service:Verb`. A bare `*` does not fit the type; {@link allow} refuses every other wildcard. */
export type Action = `${Lowercase<string>}:${string}`;

type Conditions = Readonly<Record<string, Readonly<Record<string, pulumi.Input<string> | readonly pulumi.Input<string>[]>>>>;
type AtLeastOne<T> = readonly [T, ...T[]];

/** What somebody may do, and to what. */
export interface Grant {
  /** Sentence fragment in CamelCase, such as `PutObjects`. Letters and digits only. */
  readonly sid: string;
  readonly actions: AtLeastOne<Action>;
  readonly resources: AtLeastOne<pulumi.Input<string>>;
  readonly when?: Conditions;
}

/** A grant on everything, for the few actions that AWS cannot scope. */
export interface UnscopedGrant extends Omit<Grant, "resources"> {
  /** The reason why AWS takes no narrower resource. A reader, and the waiver list of the policy pack, need it. */
  readonly why: string;
}

export type Statement = aws.types.input.iam.PolicyStatement;
export type Document = aws.types.input.iam.PolicyDocument;

/**
 * Statement that allows named actions on named resources.
 *
 * @throws {pulumi.RunError} when an action holds a wildcard.
 */
export function allow(grant: Grant): Statement {
  const wild = grant.actions.filter((action) => action.includes("*"));
  if (wild.length > 0) throw new pulumi.RunError(`${grant.sid}: name each action; ${wild.join(", ")} is a wildcard`);
  return {
    Sid: grant.sid,
    Effect: "Allow",
    Action: [...grant.actions].sort(),
    Resource: [...grant.resources],
    ...condition(grant.when),
  };
}

/** Statement that allows actions which AWS cannot limit to a resource. `why` is for the reader. */
export function allowUnscoped(grant: UnscopedGrant): Statement {
  return allow({ ...grant, resources: ["*"] });
}

/** Statement of a resource's own policy: lets an AWS service, or another principal, use the resource. */
export function allowPrincipal(principal: Statement["Principal"], grant: Grant): Statement {
  return { ...allow(grant), ...(principal !== undefined && { Principal: principal }) };
}

/** Who may take up a role: one AWS service, where `when` keeps others from acting through it. */
export function trust(service: string, when?: Conditions): Document {
  return document({
    Sid: "Assume", Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...condition(when),
  });
}

export function document(...statements: Statement[]): Document {
  return { Version: "2012-10-17", Statement: statements };
}

function condition(when: Conditions | undefined): Pick<Statement, "Condition"> | undefined {
  if (when === undefined) return undefined;
  return { Condition: Object.fromEntries(Object.entries(when).map(([test, keys]) => [test, { ...keys }])) };
}
