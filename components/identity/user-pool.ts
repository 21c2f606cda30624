import * as aws from "@pulumi/aws";
import * as cognito from "@pulumi/aws-native/cognito";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { emailOf, poolArgsOf } from "./pool-args";
import { poolProblems } from "./problems";
import { riskOf } from "./risk";
import { type SmsSender } from "./sms";
import { type EmailSpec, type PoolSpec } from "./spec";
import { lambdaConfigOf, type Triggers } from "./triggers";

/** How a replica of the pool comes to be: none, or one that the pool's own service keeps in step. */
export type ReplicationSpec = { readonly kind: "off" } | {
  readonly kind: "native";
  /** Region of the replica. Another one deletes the replica and makes a new one. */
  readonly region: string;
  /** Tags of the replica on its first day; from then on its regional settings have them. */
  readonly tagsAtBirth: Readonly<Record<string, string>>;
  /** The copy of the pool's key in that region: a replica made before it would find none. */
  readonly after: readonly pulumi.Resource[];
};

export interface UserPoolArgs {
  /** Name for the console. */
  readonly poolName: string;
  readonly spec: PoolSpec;
  /** Which URL signs tokens; `updated` has its keys in several regions, and is refused by some authorizers. */
  readonly issuer: "original" | "updated";
  /** Multi-Region key of the users. Absent: one that AWS owns. */
  readonly keyArn?: pulumi.Input<string> | undefined;
  readonly email: EmailSpec;
  /** Absent: nobody gets a text message. */
  readonly sms?: Pick<SmsSender, "configuration" | "ready"> | undefined;
  readonly triggers: Triggers;
  readonly replication: ReplicationSpec;
  /** Whether AWS refuses to delete the pool. */
  readonly deletionProtection: boolean;
}

/**
 * Who may come in: the users of the platform, in the place where the platform was born. There they sign up and change; the
 * replica in the other place lets in whom it knows.
 *
 * Names to sign in by, required attributes and existing custom attributes are decided for ever: AWS refuses to change them.
 *
 * @throws {pulumi.ResourceError} with everything that Cognito would refuse.
 */
export class UserPool extends pulumi.ComponentResource {
  readonly userPoolId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What has to be there before the other place can settle its own share. Empty without a replica. */
  readonly replica: readonly pulumi.Resource[];

  constructor(private readonly name: string, private readonly args: UserPoolArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:UserPool", name, {}, opts);
    insist(poolProblems(args), this);
    const pool = this.make();
    this.userPoolId = pool.userPoolId;
    this.arn = pool.arn;
    this.replica = this.replicate();
    this.watch();
    this.registerOutputs({ userPoolId: this.userPoolId, arn: this.arn });
  }

  /** One owner of all settings: what an update leaves out, Cognito sets back. Source: Amazon Cognito user pools API, `UpdateUserPool`. */
  private make(): cognito.UserPool {
    const { poolName, spec, issuer, keyArn, email, sms, triggers, deletionProtection } = this.args;
    return new cognito.UserPool(this.name, {
      userPoolName: poolName,
      ...poolArgsOf(spec),
      deletionProtection: deletionProtection ? "ACTIVE" : "INACTIVE",
      ...(keyArn !== undefined && { keyConfiguration: { keyType: "CUSTOMER_MANAGED_KEY", kmsKeyArn: keyArn } }),
      ...(spec.plan !== "lite" && { issuerConfiguration: { type: issuer === "updated" ? "UPDATED" : "ORIGINAL" } }),
      emailConfiguration: emailOf(email),
      ...(sms !== undefined && { smsConfiguration: sms.configuration }),
      ...lambdaConfigOf(triggers, spec.plan),
    }, { parent: this, dependsOn: [...sms?.ready ?? [], ...triggers.ready] });
  }

  private replicate(): readonly pulumi.Resource[] {
    const { replication } = this.args;
    if (replication.kind === "off") return [];
    return [new cognito.UserPoolReplica(`${this.name}-replica`, {
      userPoolId: this.userPoolId, regionName: replication.region, userPoolTagsAtCreate: { ...replication.tagsAtBirth },
    }, { parent: this, dependsOn: [...replication.after], ignoreChanges: ["userPoolTagsAtCreate"] })];
  }

  /** What becomes of a sign-in that looks like somebody else's. */
  private watch(): void {
    const { threats, mfa } = this.args.spec;
    if (threats === "off") return;
    new aws.cognito.RiskConfiguration(this.name, { userPoolId: this.userPoolId, ...riskOf(threats, mfa.enforcement) }, { parent: this });
  }
}
