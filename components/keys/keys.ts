import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { keyPolicy } from "./key-policy";
import { keyPurposes, type Purpose } from "./purposes";

export interface KeysArgs<P extends Purpose> {
  readonly place: Place;
  /** What there is a key for. A key that is taken away takes with it all that it has locked. */
  readonly purposes: readonly P[];
  /** What the aliases start with: unique among the stacks of an account and region, such as `understudy-prod`. */
  readonly aliasPrefix: string;
  /** Whole days from 7 to 30 in which a deleted key can be called back. */
  readonly deletionWindowDays: number;
}

/** Source: KMS API, `ScheduleKeyDeletion`, PendingWindowInDays. */
const deletionWindow = { shortest: 7, longest: 30 } as const;

/**
 * The customer-managed keys of a place, one for each purpose: a mistake in one policy, or a key that is disabled in an
 * emergency, touches one kind of data. Every key rotates once a year and never leaves its region.
 *
 * @throws {pulumi.ResourceError} with every problem in the arguments.
 */
export class Keys<P extends Purpose> extends pulumi.ComponentResource {
  /** ARN of each key, by purpose. */
  readonly keyArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(private readonly name: string, args: KeysArgs<P>, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:keys:Keys", name, {}, opts);
    insist(keysProblems(args), this);
    this.keyArns = Object.fromEntries(args.purposes.map((purpose) => [purpose, this.make(purpose, args).arn]));
    this.registerOutputs({ keyArns: this.keyArns });
  }

  /** ARN of the key for a purpose. */
  arnOf(purpose: P): pulumi.Output<string> {
    const arn = this.keyArns[purpose];
    if (arn === undefined) throw new pulumi.ResourceError(`${this.name} has no key for ${purpose}: add it to purposes`, this);
    return arn;
  }

  private make(purpose: P, args: KeysArgs<P>): aws.kms.Key {
    const { encrypts, uses } = keyPurposes[purpose];
    const key = new aws.kms.Key(`${this.name}-${purpose}`, {
      description: `Encrypts ${encrypts}`,
      policy: JSON.stringify(keyPolicy(args.place, uses(args.place))),
      enableKeyRotation: true,
      deletionWindowInDays: args.deletionWindowDays,
    }, { parent: this });
    new aws.kms.Alias(`${this.name}-${purpose}`, {
      name: aliasOf(args.aliasPrefix, purpose), targetKeyId: key.keyId,
    }, { parent: this });
    return key;
  }
}

function aliasOf(prefix: string, purpose: string): string {
  return `alias/${prefix}-${purpose}`;
}

function keysProblems(args: KeysArgs<Purpose>): string[] {
  const { deletionWindowDays: days, purposes } = args;
  const inWindow = Number.isInteger(days) && days >= deletionWindow.shortest && days <= deletionWindow.longest;
  const twice = purposes.filter((purpose, rank) => purposes.indexOf(purpose) !== rank);
  return [
    ...nameProblems("kmsAlias", args.aliasPrefix),
    ...(inWindow ? [] : [`deletionWindowDays is ${days}: want whole days from ${deletionWindow.shortest} to ${deletionWindow.longest}`]),
    ...[...new Set(twice)].map((purpose) => `purpose ${purpose} is there twice: want every purpose once`),
  ];
}
