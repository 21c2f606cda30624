import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { insist } from "../core/problems";
import { databaseNameProblems, type DatabaseNames } from "./naming";

export interface MasterArgs {
  readonly names: DatabaseNames;
  readonly databaseName: string;
  /** Key of the secret's own place. */
  readonly keyArn: pulumi.Input<string>;
  /** The other place, and the key that encrypts the replica there; `none` where no database stands there to sign in to. */
  readonly replica: { readonly region: string; readonly keyArn: pulumi.Input<string> } | "none";
  /** Whether a deleted secret can be called back for a month. Without, its name is free at once. */
  readonly protection: boolean;
}

/** Name of the master user. The application never signs in as it. */
export const masterUsername = "master";

/**
 * Length and special characters of the first password: all of them are legal for Aurora and mean nothing to JSON, a URI or a shell.
 * Source: RDS API, `CreateDBCluster`, MasterUserPassword: 8 to 128 printable characters without `/`, `"`, `@` and space.
 */
const firstPassword = { length: 40, overrideSpecial: "-_.~" } as const;

/** Source: Secrets Manager API, `DeleteSecret`, RecoveryWindowInDays; 0 deletes at once. */
const recoveryDays = 30;

/** Write-only values are sent when their version changes. It never does: whatever was rotated since would be overwritten. */
export const firstVersion = 1;

/**
 * The master user of the database: a password that nobody has seen, in a secret that stands in both places. It tells nobody where the
 * database is, since that differs from place to place. What the program knows is the first password only, worthless once it is rotated.
 *
 * @throws {pulumi.ResourceError} when the names are no names.
 */
export class Master extends pulumi.ComponentResource {
  /** Secret. The password that the database is born with. */
  readonly password: pulumi.Output<string>;
  /** Name of the secret, in both places. */
  readonly secretName: string;
  /** ARN of the secret in its own place, known once it has a value. */
  readonly secretArn: pulumi.Output<string>;

  constructor(private readonly name: string, args: MasterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:Master", name, {}, opts);
    insist(databaseNameProblems(args.names), this);
    this.password = this.invent();
    this.secretName = args.names.masterSecret;
    const secret = this.lockAway(args);
    const version = this.fill(secret, args);
    this.secretArn = version.secretId;
    this.registerOutputs({ secretName: this.secretName, secretArn: this.secretArn });
  }

  private invent(): pulumi.Output<string> {
    return new random.RandomPassword(this.name, {
      ...firstPassword, minLower: 1, minUpper: 1, minNumeric: 1, minSpecial: 1,
    }, { parent: this }).result;
  }

  private lockAway(args: MasterArgs): aws.secretsmanager.Secret {
    return new aws.secretsmanager.Secret(this.name, {
      name: args.names.masterSecret,
      description: "Master user of the database. Rotated by a function; endpoints are not part of it.",
      kmsKeyId: args.keyArn,
      ...(args.replica !== "none" && { replicas: [{ region: args.replica.region, kmsKeyId: args.replica.keyArn }] }),
      // A secret of this name that is already there belongs to somebody.
      forceOverwriteReplicaSecret: false,
      recoveryWindowInDays: args.protection ? recoveryDays : 0,
    }, { parent: this });
  }

  /**
   * The label of our own keeps the first version alive for ever. Without a label AWS drops it after a hundred rotations, a refresh
   * finds it gone, and the next update would put the first password over the living one.
   * Source: Secrets Manager User Guide, "What's in a secret", versions; hashicorp/terraform-provider-aws issue 37302.
   */
  private fill(secret: aws.secretsmanager.Secret, { databaseName }: MasterArgs): aws.secretsmanager.SecretVersion {
    return new aws.secretsmanager.SecretVersion(this.name, {
      secretId: secret.arn,
      secretStringWo: pulumi.jsonStringify({
        engine: "postgres", username: masterUsername, password: this.password, dbname: databaseName,
      }),
      secretStringWoVersion: firstVersion,
      versionStages: ["AWSCURRENT", "BIRTH"],
    }, { parent: this, ignoreChanges: ["secretStringWo", "secretStringWoVersion", "versionStages"] });
  }
}
