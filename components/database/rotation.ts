import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";

export interface RotationArgs {
  /** Secret in its own place: a replica cannot be rotated. */
  readonly secretArn: pulumi.Input<string>;
  /** Function of that place which changes the password. Secrets Manager must already be allowed to call it. */
  readonly functionArn: pulumi.Input<string>;
  /** Whole days between two rotations, 1 to 1000. */
  readonly everyDays: number;
  /** What has to be there before the first rotation, which happens at once: the permission to call, the way to the database, an instance. */
  readonly after: readonly pulumi.Resource[];
}

/** Source: Secrets Manager API, `RotationRulesType`, AutomaticallyAfterDays. */
const days = { shortest: 1, longest: 1000 } as const;

/**
 * A new master password now and at every interval. It works while the place of the secret writes; while the other does, the password stays
 * as it is.
 *
 * @throws {pulumi.ResourceError} when the interval is none.
 */
export class Rotation extends pulumi.ComponentResource {
  constructor(name: string, args: RotationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:Rotation", name, {}, opts);
    insist(rotationProblems(args.everyDays), this);
    new aws.secretsmanager.SecretRotation(name, {
      secretId: args.secretArn,
      rotationLambdaArn: args.functionArn,
      rotateImmediately: true,
      rotationRules: { automaticallyAfterDays: args.everyDays },
    }, { parent: this, dependsOn: [...args.after] });
    this.registerOutputs({});
  }
}

/** What is wrong with an interval, at most one sentence. */
function rotationProblems(everyDays: number): string[] {
  return Number.isInteger(everyDays) && everyDays >= days.shortest && everyDays <= days.longest ? [] : [
    `everyDays is ${everyDays}: want whole days from ${days.shortest} to ${days.longest}`,
  ];
}
