import { flaw } from "../../lib/finding";
import { regionIn, regionOf } from "../../lib/regions";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, list, text, type Value } from "../../lib/value";

/** Where each type names its key, with the region that the key has to stand in where that is not the resource's own. */
const keyProperties = ["kmsKeyId", "kmsKeyArn", "kmsMasterKeyId", "performanceInsightsKmsKeyId", "serverSideEncryption.kmsKeyArn", "encryptionKey",
  "configuration.executeCommandConfiguration.kmsKeyId"] as const;

/** A key serves its own region only, and the day when that shows is the day when the other region is gone. */
export const keysStandInTheirRegion = stackRule({
  name: "encryption-keys-stand-in-their-region",
  description: "Each resource, and each replica, names a key of the region that it stands in.",
  severity: "high",
  types: [...tokens.logGroups, ...tokens.databaseClusters, ...tokens.databaseInstances, ...tokens.tables, ...tokens.tableReplicas, ...tokens.secrets, ...tokens.queues,
    ...tokens.topics, ...tokens.streams, ...tokens.functions, ...tokens.vaults, ...tokens.builds, ...tokens.ecsClusters],
  fix: "Name the key of the same region: a replica key, or another key, for each region.",
  controls: ["REL13-BP04"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(keysStandInTheirRegion.about.types)) {
    const home = text(regionOf(on));
    for (const path of keyProperties) for (const finding of judge(path, along(on.props, path), home)) yield { on, finding };
    for (const [rank, replica] of list(on.props["replicas"]).entries()) {
      const [region, key] = [at(replica, "regionName") ?? at(replica, "region"), at(replica, "kmsKeyArn") ?? at(replica, "kmsKeyId")];
      for (const finding of judge(`replicas[${rank}].kmsKey`, key, text(region))) yield { on, finding };
    }
  }
});

/** A key that is named by its ID alone says nothing of its region, and AWS then looks in the right one. */
function judge(path: string, key: Value, home: string) {
  const region = text(regionIn(key));
  return home !== "" && region !== "" && region !== home ? [flaw(path, `a key in ${region}`, `a key in ${home}`)] : [];
}
