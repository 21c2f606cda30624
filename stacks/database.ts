import type * as pulumi from "@pulumi/pulumi";
import { GlobalDatabase, LagAlarm, Master, Member, Proxy, databaseNames, type Birth, type DatabaseNames, type MemberSize } from "../components/database";
import { type Network } from "../components/network";
import { type Bundles } from "./bundles";
import { keepDatabase } from "./database-functions";
import { databaseSpecOf, memberSizeOf, wanted } from "./database-shape";
import { seedOf } from "./places";
import { stackPrefix } from "./providers";
import { partsMovedBySwap } from "./posture";
import { type Region } from "./region";
import { type Settings } from "./settings";

/** A place with its network, in which a share of the database can stand. */
export interface Ground {
  readonly region: Region;
  readonly network: Network;
}

/** A place in which a share of the database stands. */
type Site = Ground & { readonly size: MemberSize };

/** A place's share of the database. */
export interface PlaceDatabase {
  /** What the shares of all places carry. */
  readonly globalIdentifier: pulumi.Output<string>;
  /** Name of the secret with the master password, in every place the same. */
  readonly masterSecretName: string;
  readonly member: Member;
  /** Absent where no instance stands. */
  readonly proxy: Proxy | undefined;
  /** Name of the user that services sign in as, known once it is there. */
  readonly applicationUser: pulumi.Output<string>;
}

/**
 * Builds the database on the places that stand, the one where it was born first: the other joins it, and waits for its instances. By key
 * of the place. Everything hangs under its own place; what belongs to none, the global database and the master's secret, under the
 * place where it was born, whose API alone changes it.
 */
export function buildDatabase(grounds: readonly Ground[], settings: Settings, bundles: Bundles): Readonly<Record<string, PlaceDatabase>> {
  const { key } = seedOf(settings);
  const sites = grounds.flatMap((ground): Site[] => {
    const size = memberSizeOf(ground.region.posture, settings.database);
    return size === undefined ? [] : [{ ...ground, size }];
  });
  const seed = sites.find(({ region }) => region.place.key === key);
  if (seed === undefined) return {};
  const others = sites.filter((site) => site !== seed);
  const core = foundDatabase(seed, others[0], settings);
  const build = (site: Site, birth: Birth): PlaceDatabase => buildShare(site, { core, birth, settings, bundles });
  const first = build(seed, { kind: "seed", password: core.master.password });
  return Object.fromEntries([[key, first], ...others.map((site) => [site.region.place.key, build(site, { kind: "joins", from: seed.region.place.region, after: first.member.instances })] as const)]);
}

/** What the database has once, and the place that has it. */
export interface Core {
  readonly global: GlobalDatabase;
  readonly master: Master;
  readonly home: Region;
}

function foundDatabase({ region }: Ground, other: Ground | undefined, settings: Settings): Core {
  const { place, inside, keys } = region;
  const opts = { ...inside, protect: isGuarded(settings) };
  const names = namesIn(place.key, settings);
  return {
    home: region,
    global: new GlobalDatabase(`${place.key}-database-global`, { names, spec: databaseSpecOf(settings.database), protection: settings.protection }, opts),
    master: new Master(`${place.key}-database-master`, {
      names, databaseName: settings.database.name, keyArn: keys.arnOf("secrets"), protection: settings.protection,
      replica: other === undefined ? "none" : { region: other.region.place.region, keyArn: other.region.keys.arnOf("secrets") },
    }, opts),
  };
}

/** Name of the one global database. */
export function globalDatabaseOf(settings: Settings): string {
  return namesIn(settings.places[0].key, settings).global;
}

/** The global database of a place that it was not planned for has another name: the one that was lost may still have its own. */
function namesIn(placeKey: string, settings: Settings): DatabaseNames {
  const names = databaseNames(stackPrefix(), placeKey);
  const seed = seedOf(settings).key;
  return seed === settings.places[0].key ? names : { ...names, global: `${names.global}-${seed}-global` };
}

interface ShareArgs {
  readonly core: Core;
  readonly birth: Birth;
  readonly settings: Settings;
  readonly bundles: Bundles;
}

function buildShare(site: Site, args: ShareArgs): PlaceDatabase {
  const { region: { place, keys, operators, inside }, network, size } = site;
  const { core, birth, settings, bundles } = args;
  const names = namesIn(place.key, settings);
  const net = { vpcId: network.vpcId, isolatedSubnetIds: network.isolatedSubnetIds };
  const member = new Member(`${place.key}-database`, {
    place, names, globalClusterIdentifier: core.global.identifier, birth, spec: databaseSpecOf(settings.database),
    size, zones: place.zones, network: net, keys: { databaseArn: keys.arnOf("database"), logsArn: keys.arnOf("logs") }, protection: settings.protection,
  }, { ...inside, protect: isGuarded(settings) });
  new LagAlarm(`${place.key}-database-lag`, {
    clusterIdentifier: member.clusterIdentifier, maxLagSeconds: settings.recovery.maxDataLossSeconds, alarmActionArns: [operators.arn],
  }, inside);
  const { applicationUser } = keepDatabase(site, { ...core, member, settings, bundles });
  const proxy = member.instances.length === 0 ? undefined : new Proxy(`${place.key}-database-proxy`, {
    place, names, cluster: member, network: net, users: Object.values(wanted.users), pool: settings.database.pool,
    logs: { keyArn: keys.arnOf("logs"), retentionDays: settings.database.logRetentionDays },
  }, inside);
  return { globalIdentifier: core.global.identifier, masterSecretName: core.master.secretName, member, proxy, applicationUser };
}

/**
 * Whether Pulumi refuses to delete the database. Not where a role swap takes a part of it down: that would stop the very deployment
 * which builds the new primary. AWS still refuses to delete a cluster, and keeps a last snapshot of one that is deleted all the same.
 */
function isGuarded({ protection, database, recovery }: Settings): boolean {
  return protection && database.standbyInstances > 0 && partsMovedBySwap(recovery.strategy).length === 0;
}
