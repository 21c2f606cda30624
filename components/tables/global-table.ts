import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { type TableEnd } from "./access";
import { schemaOf, tableProblems, type TableSpec } from "./schema";

/** Where a replica stands, and the key of that place that encrypts it. Another key makes the other place's replica anew. */
export interface ReplicaSite {
  readonly place: Place;
  readonly keyArn: pulumi.Input<string>;
}

export interface GlobalTableArgs {
  /** The word that grants call it, such as `sessions`. */
  readonly key: string;
  /** The same in both places, and free in both: `<project>-<stack>-sessions`. Changing it replaces the table. */
  readonly tableName: string;
  /** The birth place, in whose region this component stands, and the other one. Never by role. */
  readonly sites: readonly [ReplicaSite, ReplicaSite];
  readonly spec: TableSpec;
  /** What a table is billed for: requests, or storage. */
  readonly tableClass: "STANDARD" | "STANDARD_INFREQUENT_ACCESS";
  /** Whether both replicas refuse to be deleted. */
  readonly deletionProtection: boolean;
}

/**
 * A table that both places read and write: on demand, under each place's own key, every second of the last 35 days
 * restorable in both. The last write wins, about a second after it was made. Whoever is primary changes nothing here.
 *
 * @throws {pulumi.ResourceError} with everything that DynamoDB would refuse.
 */
export class GlobalTable extends pulumi.ComponentResource {
  /** Known early, in both places. */
  readonly tableName: string;
  /** ARN of the replica in the birth place. That of the other place is `tableArn` of it, known early. */
  readonly arn: pulumi.Output<string>;
  /** Stream of the replica in each place, the birth place first. */
  readonly streamArns: readonly [pulumi.Output<string>, pulumi.Output<string>];

  constructor(private readonly name: string, private readonly args: GlobalTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:tables:GlobalTable", name, {}, opts);
    const { tableName, sites: [birth, other], spec } = args;
    insist([
      ...tableProblems(tableName, spec),
      ...(birth.place.region === other.place.region ? [`${tableName} has both replicas in ${birth.place.region}: want two regions`] : []),
    ], this);
    const table = this.make();
    this.tableName = tableName;
    this.arn = table.arn;
    this.streamArns = [table.streamArn, table.replicas.apply((replicas) => replicas?.[0]?.streamArn ?? "")];
    this.registerOutputs({ tableName, arn: this.arn, streamArns: this.streamArns });
  }

  /** The table as one of its places sees it. */
  endIn(place: Place): TableEnd {
    const { key, tableName, sites } = this.args;
    const site = sites.find((each) => each.place.key === place.key);
    if (site === undefined) throw new pulumi.ResourceError(`${this.name} has no replica in ${place.key}: want ${sites.map((each) => each.place.key).join(" or ")}`, this);
    return { place: site.place, key, tableName, keyArn: site.keyArn };
  }

  private make(): aws.dynamodb.Table {
    const { tableName, sites: [birth, other], spec, tableClass, deletionProtection } = this.args;
    return new aws.dynamodb.Table(this.name, {
      name: tableName,
      ...schemaOf(spec),
      billingMode: "PAY_PER_REQUEST",
      tableClass,
      // Replication works by the stream, which needs both images. Source: DynamoDB Developer Guide, "Global tables: How it works".
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      serverSideEncryption: { enabled: true, kmsKeyArn: birth.keyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: deletionProtection,
      replicas: [{
        regionName: other.place.region, kmsKeyArn: other.keyArn, pointInTimeRecovery: true,
        deletionProtectionEnabled: deletionProtection, propagateTags: true, consistencyMode: "EVENTUAL",
      }],
    }, { parent: this });
  }
}
