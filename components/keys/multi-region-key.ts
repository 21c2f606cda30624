import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Statement } from "../core/iam";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { allowAccount, keyPolicy } from "./key-policy";

export interface MultiRegionKeyArgs {
  readonly place: Place;
  /** Ends the sentence "Encrypts …". */
  readonly encrypts: string;
  readonly uses: (place: Place) => readonly Statement[];
  /** Alias after `alias/`: unique among the stacks of an account and region. */
  readonly alias: string;
  /** Whole days from 7 to 30 in which a deleted key can be called back. */
  readonly deletionWindowDays: number;
  /** Absent: the first of its kind. Else the ARN of the first one, which it shares its material with. Changing it replaces the copy. */
  readonly copyOf?: pulumi.Input<string> | undefined;
}

/**
 * A key that exists in two regions with the same material, for the one service that asks for it. Each copy has a policy of its own
 * and works without the other; rotation is the first one's, and reaches both.
 *
 * @throws {pulumi.ResourceError} with every problem in the alias.
 */
export class MultiRegionKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: MultiRegionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:keys:MultiRegionKey", name, {}, opts);
    insist(nameProblems("kmsAlias", args.alias), this);
    const uses = [...(args.copyOf === undefined ? [copyByIam(args.place)] : []), ...args.uses(args.place)];
    const common = {
      description: `Encrypts ${args.encrypts}`,
      policy: JSON.stringify(keyPolicy(args.place, uses)),
      deletionWindowInDays: args.deletionWindowDays,
    };
    const key = args.copyOf === undefined
      ? new aws.kms.Key(name, { ...common, multiRegion: true, enableKeyRotation: true }, { parent: this })
      : new aws.kms.ReplicaKey(name, { ...common, primaryKeyArn: args.copyOf }, { parent: this });
    new aws.kms.Alias(name, { name: `alias/${args.alias}`, targetKeyId: key.arn }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Copies are made of the first one, by whoever its own policy lets. Source: KMS Developer Guide, "Control access to multi-Region keys", authorizing administrators. */
function copyByIam(place: Place): Statement {
  return allowAccount(place, { sid: "CopyByIam", actions: ["kms:ReplicateKey"] });
}
