import { Archive } from "../components/archive";
import { BackupRegionSettings, Vault } from "../components/backup";
import { Content } from "../components/content";
import { PrivateBucket } from "../components/core/bucket";
import { albAccessLogStatement, serverAccessLogStatement } from "../components/core/bucket-access";
import { namedBucket } from "../components/core/bucket-names";
import { Replication, twinBucket, type Twin } from "../components/core/replicated-buckets";
import { Lever } from "../components/failover";
import { Uploads } from "../components/uploads";
import { kitPrefix, leverOf } from "./failover-names";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings";

/** What a place keeps, whether or not anything runs there. */
export interface PlaceStores {
  /** Who asked the place for what. Load balancers write under {@link balancerPrefix}. */
  readonly logs: PrivateBucket;
  readonly archive: Archive;
  readonly content: Content;
  readonly uploads: Uploads;
  readonly vault: Vault;
  /** What the steps of activations saw and did. */
  readonly evidence: PrivateBucket;
  /** Where the place claims users. */
  readonly lever: Lever;
  /** What somebody needs who activates the place by hand. */
  readonly kit: PrivateBucket;
}

/** Start of the load balancer's objects in a place's log bucket, and of those about requests to its buckets. */
export const balancerPrefix = "balancer";
const requestsPrefix = "requests";

const kinds = ["archive", "content", "evidence", "uploads"] as const;

/** Days for which a record that was written twice can be seen both ways. */
const rewrittenDays = 30;

/** Days for which the command of an earlier deployment can be had back. */
const olderKitDays = 90;

/** Builds what a place keeps. Nothing here knows a role. */
export function buildStores({ place, keys, inside }: Region, settings: Settings): PlaceStores {
  const { protection, archive, content, uploads, api, backup, recovery: { evidence } } = settings;
  const opts = { ...inside, protect: protection };
  const logs = keepLogs({ place, inside: opts }, settings);
  const side = (kind: (typeof kinds)[number] | "kit") => ({
    place, namePrefix: kind === "kit" ? kitPrefix() : `${stackPrefix()}-${kind}`, keyArn: keys.arnOf("storage"),
    accessLogs: { bucketName: logs.bucketName, prefix: requestsPrefix }, forceDestroy: !protection,
  });
  if (backup.tableCopies === "this-stack") new BackupRegionSettings(`${place.key}-backup-settings`, inside);
  return {
    logs,
    archive: new Archive(`${place.key}-archive`, { ...side("archive"), ...archive }, opts),
    evidence: new PrivateBucket(`${place.key}-evidence`, twinBucket({
      ...side("evidence"), ...evidence, keepOlderVersionsDays: rewrittenDays, transitions: [], access: () => [],
    }), opts),
    lever: new Lever(`${place.key}-lever`, {
      ...leverOf(place), accessLogs: { bucketName: logs.bucketName, prefix: requestsPrefix }, forceDestroy: !protection,
    }, opts),
    kit: new PrivateBucket(`${place.key}-kit`, twinBucket({
      ...side("kit"), expireAfterDays: "never", keepOlderVersionsDays: olderKitDays, transitions: [], objectLock: "none", access: () => [],
    }), opts),
    content: new Content(`${place.key}-content`, { ...side("content"), ...content, readers: () => [] }, opts),
    uploads: new Uploads(`${place.key}-uploads`, {
      ...side("uploads"), keepOlderVersionsDays: uploads.keepOlderVersionsDays, webOrigin: api.webOrigin,
    }, opts),
    vault: new Vault(`${place.key}-backup-vault`, {
      place, vaultName: stackPrefix(), keyArn: keys.arnOf("backup"), lock: backup.lock, forceDestroy: !protection,
    }, opts),
  };
}

/** The bucket knows by name who will write to it, so that it is ready before they are. */
function keepLogs({ place, inside }: Pick<Region, "inside" | "place">, { auditLogDays, protection }: Settings): PrivateBucket {
  return new PrivateBucket(`${place.key}-logs`, {
    // Load balancers cannot write under a customer's key. Source: User Guide for Application Load Balancers, "Enable access logs".
    encryption: { kind: "s3" },
    retention: { expireAfterDays: auditLogDays, olderVersions: "none" },
    access: (bucketArn) => [
      albAccessLogStatement(place, bucketArn, balancerPrefix),
      ...[...kinds, "kit", "lever"].map((kind) => serverAccessLogStatement(place, bucketArn, { source: namedBucket(place, `${stackPrefix()}-${kind}`), prefix: requestsPrefix })),
    ],
    forceDestroy: !protection,
  }, inside);
}

/** One place with what it keeps. */
export interface Kept {
  readonly region: Region;
  readonly stores: PlaceStores;
}

/** Makes the buckets of two places follow each other, each by rules that stand in the place that they copy from. */
export function replicateStores(sides: readonly [Kept, Kept], settings: Settings): void {
  const [birth, other] = sides;
  for (const [from, to] of [[birth, other], [other, birth]] as const) {
    for (const kind of kinds) {
      new Replication(`${from.region.place.key}-${kind}-replication`, {
        from: twinOf(from, kind), to: twinOf(to, kind),
        deleteMarkers: deletionsOf(kind, settings),
        timeliness: settings.replication.timeliness,
        objectLock: (kind === "archive" ? settings.archive.objectLock : kind === "evidence" ? settings.recovery.evidence.objectLock : "none") !== "none",
      }, from.region.inside);
    }
  }
}

function deletionsOf(kind: (typeof kinds)[number], { replication }: Settings) {
  if (kind === "evidence") return "keep-here";
  return kind === "archive" ? replication.archiveDeletions : replication.contentDeletions;
}

function twinOf({ region: { place, keys }, stores }: Kept, kind: (typeof kinds)[number]): Twin {
  const { arn, bucketName } = stores[kind];
  return { place, arn, bucketName, keyArn: keys.arnOf("storage") };
}
