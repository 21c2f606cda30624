import * as pulumi from "@pulumi/pulumi";
import { useKey } from "../components/core/bucket-grants";
import { allow, type Statement } from "../components/core/iam";
import { Kit, kitKeys } from "../components/failover";
import { type CommandFile } from "./bundles";
import { policyOf } from "./failover-arc";
import { type Activated } from "./failover-ends";
import { type Settings } from "./settings";

interface KitParts {
  readonly command: CommandFile | undefined;
  readonly settings: Settings;
  /** What the steps of each place are told, in the order of the places. */
  readonly worlds: readonly [pulumi.Output<object>, pulumi.Output<object>];
}

/** Puts the command into a place, with what it has to know of both: the same that `facts --out` writes. */
export function keepKit({ region: { place, inside }, stores }: Activated, { command, settings, worlds }: KitParts): void {
  if (command === undefined) return;
  const { account, places: [first, second], recovery } = settings;
  new Kit(`${place.key}-kit`, {
    bucketName: stores.kit.bucketName, command,
    facts: {
      project: pulumi.getProject(), stack: pulumi.getStack(), account, policy: policyOf(recovery),
      places: [{ key: first.key, region: first.region, world: worlds[0] }, { key: second.key, region: second.region, world: worlds[1] }],
    },
  }, inside);
}

/** Fetch the kit. */
export function readKit({ region: { place, keys }, stores }: Activated): Statement[] {
  const { arn } = stores.kit;
  return [
    allow({ sid: "FetchKit", actions: ["s3:GetObject"], resources: [pulumi.interpolate`${arn}/${kitKeys.command}`, pulumi.interpolate`${arn}/${kitKeys.facts}`] }),
    useKey("FetchKitEncrypted", ["kms:Decrypt"], { place, arn, keyArn: keys.arnOf("storage") }),
  ];
}
