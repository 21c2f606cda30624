import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, type Document, type Statement } from "../core/iam";
import { longestName } from "../core/names";
import { type Place } from "../core/place";
import { insist } from "../core/problems";

/**
 * Most characters of a managed policy, without white space.
 * Source: IAM User Guide, "IAM and AWS STS quotas", IAM and STS character limits.
 */
const longestPolicy = 6_144;

export interface PeopleRightsArgs {
  /** What people may do, by a word for it: each becomes a policy that roles take. */
  readonly rights: Readonly<Record<string, readonly Statement[]>>;
}

/** What people may do in a place, as policies: several roles take the same, and one role takes those of both places. */
export class PeopleRights extends pulumi.ComponentResource {
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, { rights }: PeopleRightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:PeopleRights", name, {}, opts);
    this.arns = Object.fromEntries(Object.entries(rights).map(([key, statements]) => [key, new aws.iam.Policy(`${name}-${key}`, {
      policy: pulumi.jsonStringify(document(...statements)).apply((text) => fitting(`${name}-${key}`, text)),
    }, { parent: this }).arn]));
    this.registerOutputs({ arns: this.arns });
  }
}

function fitting(name: string, text: string): string {
  const { length } = text.replaceAll(/\s/g, "");
  if (length > longestPolicy) throw new pulumi.RunError(`the policy ${name} has ${String(length)} characters, want ${String(longestPolicy)} at most, which IAM takes: name fewer services or secrets`);
  return text;
}

/** Who may take up a role. */
export interface PeopleTrust {
  /** Users and roles of the place's own account, each by the end of its ARN; `*` in one stands for anything. */
  readonly principals: readonly string[];
  /** Whether they have to have shown a second factor. */
  readonly mfa: boolean;
  /** Hours that a session lasts at most. */
  readonly sessionHours: number;
}

export interface PeopleRoleArgs {
  readonly place: Place;
  /** Its name in AWS, which people in an emergency have to know. Changing it replaces the role. */
  readonly roleName: string;
  readonly description: string;
  readonly trust: PeopleTrust;
  /** ARNs of the policies that it takes, by a word that never changes. */
  readonly policyArns: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A role that people take up: from any region's STS, and with no service between that has a home. */
export class PeopleRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { place, roleName, description, trust, policyArns }: PeopleRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:PeopleRole", name, {}, opts);
    insist(roleName.length <= longestName("iamRole") ? [] : [`role name "${roleName}" has ${String(roleName.length)} characters: want ${String(longestName("iamRole"))} at most; shorten the name of the project or of the stack`], this);
    const role = new aws.iam.Role(name, {
      name: roleName, description, maxSessionDuration: trust.sessionHours * 3_600, assumeRolePolicy: trustPeople(place, trust),
    }, { parent: this });
    for (const [key, policyArn] of Object.entries(policyArns)) new aws.iam.RolePolicyAttachment(`${name}-${key}`, { role: role.name, policyArn }, { parent: this });
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * The account decides who of its own may, and the condition who can at all. A principal that is named by itself has to be there first, and is
 * another one once it is made anew.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", IAM role principals; "AWS global condition context keys", aws:PrincipalArn and
 * aws:MultiFactorAuthPresent.
 */
function trustPeople({ partition, account }: Place, { principals, mfa }: PeopleTrust): Document {
  return document({
    Sid: "Assume", Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "sts:AssumeRole",
    Condition: { ArnLike: { "aws:PrincipalArn": principals.map((each) => `arn:${partition}:iam::${account}:${each}`) }, ...(mfa && { Bool: { "aws:MultiFactorAuthPresent": "true" } }) },
  });
}
