import { isCopiedOutOf } from "../../lib/backups";
import { flaw, show, undecided } from "../../lib/finding";
import { regionOf } from "../../lib/regions";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet, text, Unknown } from "../../lib/value";

/** Two clusters of one version are a database that moves; a copy in another region is one that can be built again. */
export const databasesOutliveARegion = stackRule({
  name: "recovery-databases-outlive-a-region",
  description: "Each database has clusters of one version in two regions, or backups that are copied to another region.",
  severity: "critical",
  types: [...tokens.databaseClusters, ...tokens.globalDatabases],
  fix: "Give clusters in two regions the same globalClusterIdentifier and engineVersion, or copy their backups by copyActions of a backup plan.",
  controls: ["RDS.15", "RDS.26", "CKV2_AWS_8"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html",
}, check);

function* check(stack: Stack): Sightings {
  const clusters = stack.of(tokens.databaseClusters);
  for (const global of stack.of(tokens.globalDatabases)) {
    const members = clusters.filter((each) => stack.refers(each, ["globalClusterIdentifier", each.props["globalClusterIdentifier"]], global));
    yield* spread(stack, global, members);
    yield* alike(global, members);
  }
  for (const cluster of clusters.filter(({ props }) => !isSet(props["globalClusterIdentifier"]))) yield* spread(stack, cluster, [cluster]);
}

function* spread(stack: Stack, on: Node, clusters: readonly Node[]): Sightings {
  const regions = clusters.map(regionOf);
  for (const region of regions) if (region instanceof Unknown) return yield { on, finding: undecided(region) };
  const places = [...new Set(regions.map(text))].sort();
  if (places.length > 1 || (clusters.length > 0 && clusters.every((cluster) => isCopiedOutOf(stack, text(regionOf(cluster)), cluster)))) return;
  yield { on, finding: flaw("its storage", places.length === 0 ? "nowhere" : `in ${places.join()} alone`, "a cluster in each of two regions, or backups that are copied to another one") };
}

/** AWS fails over between members of one version only. Source: Amazon Aurora User Guide, "Managed failover", major and minor version. */
function* alike(global: Node, members: readonly Node[]): Sightings {
  const wanted = global.props["engineVersion"];
  for (const on of members) {
    const version = on.props["engineVersion"];
    const open = [wanted, version].find((each) => each instanceof Unknown);
    if (open instanceof Unknown) yield { on, finding: undecided(open) };
    else if (isSet(wanted) && version !== wanted) yield { on, finding: flaw("engineVersion", show(version), `${show(wanted)}, as ${global.name}`) };
  }
}
