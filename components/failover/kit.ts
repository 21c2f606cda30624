import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Keys of what is in a kit: the command, and what it has to know. Beside each other, the first finds the second. */
export const kitKeys = { command: "failover.js", facts: "facts.json" } as const;

export interface KitArgs {
  /** A bucket of the place, under the place's own key. */
  readonly bucketName: pulumi.Input<string>;
  /** The command, as one file that Node runs alone. */
  readonly command: { readonly file: pulumi.asset.Asset; readonly sha256: string };
  /** What the command has to know of both places; no secret. */
  readonly facts: pulumi.Input<object>;
}

/**
 * What somebody needs who activates a place with nothing but Node at hand, kept in that place: neither a repository nor a registry has to
 * answer on that day, and nobody's copy is older than the deployment.
 */
export class Kit extends pulumi.ComponentResource {
  constructor(name: string, { bucketName: bucket, command, facts }: KitArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Kit", name, {}, opts);
    // The key is the bucket's own. An object's etag says nothing of what is in it under such a key: the hash does.
    new aws.s3.BucketObjectv2(`${name}-command`, {
      bucket, key: kitKeys.command, source: command.file, sourceHash: command.sha256, contentType: "text/javascript",
    }, { parent: this });
    new aws.s3.BucketObjectv2(`${name}-facts`, {
      bucket, key: kitKeys.facts, content: pulumi.jsonStringify(facts, undefined, 2), contentType: "application/json",
    }, { parent: this });
    this.registerOutputs({});
  }
}
