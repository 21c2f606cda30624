import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { databaseNameProblems, type DatabaseNames } from "./naming";
import { specProblems, type DatabaseSpec } from "./spec";

export interface GlobalDatabaseArgs {
  readonly names: DatabaseNames;
  readonly spec: DatabaseSpec;
  /** Whether AWS refuses to delete it. */
  readonly protection: boolean;
}

/** Engine of the database everywhere. */
export const engine = "aurora-postgresql";

/**
 * No paid support for a version that AWS has given up: the version is upgraded in time instead.
 * Source: Amazon Aurora User Guide, "Amazon RDS Extended Support with Amazon Aurora".
 */
export const lifecycle = "open-source-rds-extended-support-disabled";

/**
 * What makes the clusters of the places one database. It never says who writes: that is Aurora's to know and an operator's to
 * change. An upgrade of the engine starts here and reaches both members.
 *
 * @throws {pulumi.ResourceError} with every problem in the names and the specification.
 */
export class GlobalDatabase extends pulumi.ComponentResource {
  /** Identifier that every member carries, for ever. */
  readonly identifier: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: GlobalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:GlobalDatabase", name, {}, opts);
    insist([...databaseNameProblems(args.names), ...specProblems(args.spec)], this);
    const global = new aws.rds.GlobalCluster(name, {
      globalClusterIdentifier: args.names.global,
      engine,
      engineVersion: args.spec.engineVersion,
      engineLifecycleSupport: lifecycle,
      databaseName: args.spec.databaseName,
      storageEncrypted: true,
      deletionProtection: args.protection,
      // AWS reports the name only while the members agree; a difference would replace the global database.
    }, { parent: this, ignoreChanges: ["databaseName"] });
    this.identifier = global.globalClusterIdentifier;
    this.arn = global.arn;
    this.registerOutputs({ identifier: this.identifier, arn: this.arn });
  }
}
