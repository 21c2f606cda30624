import type * as pulumi from "@pulumi/pulumi";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { zoneBelongsTo } from "../core/regions";
import { capacityProblems, type Capacity } from "./capacity";
import { databaseNameProblems, type DatabaseNames } from "./naming";
import { specProblems, type DatabaseSpec } from "./spec";
import { instanceProblems } from "./topology";

/** How a cluster came into the global database. A fact of its birth: it says nothing of who writes today. */
export type Birth =
  /** The first one, which brought the master user and the database with it. */
  | { readonly kind: "seed"; readonly password: pulumi.Input<string> }
  /** One that joined, and got everything by replication out of the region of the first. It waits for the instances of the first. */
  | { readonly kind: "joins"; readonly from: string; readonly after: readonly pulumi.Resource[] };

/** All that a role may change about a member. */
export interface MemberSize {
  /** Instances, in every role the same number. 0 keeps storage alone, from which nobody can take over before one is added. */
  readonly instances: number;
  readonly capacity: Capacity;
}

export interface MemberArgs {
  readonly place: Place;
  readonly names: DatabaseNames;
  /** Constant for ever: it does not follow the role. */
  readonly globalClusterIdentifier: pulumi.Input<string>;
  readonly birth: Birth;
  /** The same in every place. */
  readonly spec: DatabaseSpec;
  readonly size: MemberSize;
  /** Zones of the isolated subnets, in an order that never changes: instances are spread over them by rank. */
  readonly zones: readonly string[];
  readonly network: { readonly vpcId: pulumi.Input<string>; readonly isolatedSubnetIds: pulumi.Input<pulumi.Input<string>[]> };
  /** Keys of the place: of the data and its insights, and of log groups. */
  readonly keys: { readonly databaseArn: pulumi.Input<string>; readonly logsArn: pulumi.Input<string> };
  /** Whether AWS refuses to delete the cluster, and keeps a last snapshot and the backups when it is deleted all the same. */
  readonly protection: boolean;
}

/** What is wrong with the arguments, one sentence each. */
export function memberProblems(name: string, args: MemberArgs): string[] {
  const strays = args.zones.filter((zone) => !zoneBelongsTo(zone, args.place.region));
  return [
    ...nameProblems("iamRole", `${name}-monitoring`),
    ...databaseNameProblems(args.names),
    ...specProblems(args.spec),
    ...instanceProblems("size.instances", args.size.instances, 0),
    ...capacityProblems("size.capacity", args.size.capacity),
    ...(args.zones.length >= 2 && new Set(args.zones).size === args.zones.length ? [] : [`zones are ${args.zones.join(", ")}: want 2 or more, each once, so that one can fail`]),
    ...strays.map((zone) => `zone ${zone} is not in ${args.place.region}: want one such as ${args.place.region}a`),
  ];
}
