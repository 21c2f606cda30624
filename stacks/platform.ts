import * as awsx from "@pulumi/awsx/provider";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { type ValidationRecords } from "../components/certificate";
import { type Failover } from "../components/failover";
import { type Network } from "../components/network";
import { buildApi, type PlaceApi } from "./api";
import { backUp } from "./backups";
import { bundleCode, type Bundles } from "./bundles";
import { openChannels, type PlaceChannels } from "./channels";
import { buildDatabase, type PlaceDatabase } from "./database";
import { routeUsers, siteOf } from "./failover";
import { buildActivations } from "./failover-activation";
import { insistOnFunctions } from "./functions";
import { type PlacePeople } from "./failover-people";
import { Global } from "./global";
import { guarded } from "./guard";
import { type IdentityParts } from "./identity";
import { buildPeople } from "./identity-functions";
import { openLogin, requestLoginCertificate } from "./login";
import { buildMessaging, type PlaceMessaging } from "./messaging";
import { placesOf, type PlaceToday } from "./places";
import { provisionsOf } from "./provisions";
import { Region } from "./region";
import { bundleResolvers } from "./resolvers";
import { type Runtime } from "./runtime";
import { type Settings } from "./settings";
import { buildShared, type Shared } from "./shared";
import { buildStores, replicateStores, type PlaceStores } from "./stores";
import { buildSync, type PlaceSync } from "./sync";
import { buildTokens, type PlaceTokens } from "./tokens";
import { Witness } from "./witness";

/** One place of the platform, built. */
export interface BuiltRegion {
  readonly region: Region;
  readonly stores: PlaceStores;
  /** Absent where no network stands. */
  readonly network: Network | undefined;
  /** Absent where no share of it stands. */
  readonly database: PlaceDatabase | undefined;
  readonly messaging: PlaceMessaging;
  readonly tokens: PlaceTokens;
  /** Absent where nothing serves. */
  readonly sync: PlaceSync | undefined;
  /** Absent where nothing runs in the place. */
  readonly runtime: Runtime | undefined;
  /** Absent where nothing runs in the place. */
  readonly api: PlaceApi | undefined;
}

/** A place before its doors open. */
type Ready = Omit<BuiltRegion, "api" | "messaging" | "runtime" | "sync" | "tokens">;

/**
 * The platform: two regions from one code path, and what joins them. Places stand in the order of their birth, whoever is
 * active today. Data comes first, then what runs on it.
 */
export class Platform extends pulumi.ComponentResource {
  readonly global: Global;
  readonly regions: readonly [BuiltRegion, BuiltRegion];
  readonly shared: Shared;
  readonly failover: Failover;
  readonly identity: IdentityParts;
  /** Roles of people, by place. */
  readonly people: Readonly<Record<string, PlacePeople>>;

  constructor(name: string, settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Platform", name, {}, guarded(settings, opts));
    const { functions: bundles, command } = bundleCode();
    insistOnFunctions(settings, bundles);
    this.global = new Global("global", settings, { parent: this });
    const regions = this.found(settings);
    const certificate = requestLoginCertificate(this.global, settings);
    const records = this.global.prove([...regions, { certificate }].flatMap((each) => each.certificate ?? []));
    this.shared = buildShared(regions, settings);
    const channels = openChannels(regions, { global: this.global, settings });
    const domains = Object.fromEntries(channels.map(({ placeKey, domainArn }) => [placeKey, domainArn]));
    this.identity = buildPeople(regions, { settings, bundles, domains, secrets: this.shared.secrets }, { ...this.shared.identity, devices: this.shared.messaging.devices });
    const [birth, other] = keepData(regions, settings, bundles);
    this.failover = this.global.watch([siteOf(birth.region), siteOf(other.region)]);
    backUp(birth, other.region, { settings, shared: this.shared });
    backUp(other, birth.region, { settings, shared: this.shared });
    const program = bundleResolvers();
    const open = (ready: Ready, { pinpoint }: PlaceChannels): BuiltRegion => {
      const { region } = ready;
      const messaging = buildMessaging({ region, bundles, settings }, { tables: this.shared.messaging, channels: pinpoint });
      const tokens = buildTokens({ region, bundles, settings }, {
        userPoolId: this.identity.pool.userPoolId, clientIds: Object.values(this.identity.clientIds), keys: this.shared.identity.keys.endIn(region.place),
      });
      const sync = buildSync(region, { settings, program, records: this.shared.records, tokens });
      const built = { ...ready, messaging, tokens, sync, runtime: this.open(ready, { records, settings }) };
      const api = this.answer(built, { bundles, settings });
      return { ...built, api };
    };
    this.regions = [open(birth, channels[0]), open(other, channels[1])];
    this.people = buildActivations(this.regions, { bundles, command, settings, shared: this.shared, global: this.global });
    new Witness("witness", { settings, bundles, control: this.shared.control }, { parent: this });
    for (const { region } of this.regions) region.close();
    routeUsers(this.failover, this.regions, settings);
    openLogin(regions, { global: this.global, certificate, records, identity: this.identity, failover: this.failover }, settings);
    this.global.close();
    this.registerOutputs({});
  }

  private found(settings: Settings): readonly [Region, Region] {
    const shared = { settings, awsx: new awsx.Provider("awsx", {}, { parent: this }), random: new random.Provider("random", {}, { parent: this }) };
    const [first, second] = placesOf(settings);
    const found = (place: PlaceToday): Region => new Region(place.key, { place, ...shared }, { parent: this });
    return [found(first), found(second)];
  }

  private open(ready: Ready, { records, settings }: { readonly records: ValidationRecords; readonly settings: Settings }): Runtime | undefined {
    const { region, network, database, stores } = ready;
    const runtime = network === undefined ? undefined : region.open({
      network, records, logBucketName: stores.logs.bucketName, provisions: provisionsOf(ready, this.shared, settings),
    });
    const callers = Object.entries(runtime?.services ?? {}).filter(([key]) => settings.services[key]?.uses.database === true);
    database?.proxy?.connect(Object.fromEntries(callers.map(([key, service]) => [key, service.securityGroupId])));
    return runtime;
  }

  /** What apps ask for. Nothing where nothing runs. */
  private answer({ region, network, stores, messaging, tokens, runtime }: Omit<BuiltRegion, "api">, { bundles, settings }: { readonly bundles: Bundles; readonly settings: Settings }): PlaceApi | undefined {
    if (network === undefined || runtime === undefined) return undefined;
    const { accounts, uploads } = this.shared.api;
    const { place } = region;
    return buildApi({
      region, network, stores, messaging, tokens, bundles, settings,
      tables: { accounts: accounts.endIn(place), attempts: this.shared.identity.attempts.endIn(place), uploads: uploads.endIn(place), records: this.shared.records.endIn(place) },
      userPoolId: this.identity.pool.userPoolId, roles: this.identity.places[place.key]?.roles, certificateArn: runtime.certificateArn,
    });
  }
}

/** What each place keeps, its network, and the database in both. */
function keepData([first, second]: readonly [Region, Region], settings: Settings, bundles: Bundles): readonly [Ready, Ready] {
  const lay = (region: Region) => ({ region, stores: buildStores(region, settings), network: region.layGround() });
  const [birth, other] = [lay(first), lay(second)];
  replicateStores([birth, other], settings);
  const grounds = [birth, other].flatMap(({ region, network }) => (network === undefined ? [] : [{ region, network }]));
  const databases = buildDatabase(grounds, settings, bundles);
  return [{ ...birth, database: databases[first.place.key] }, { ...other, database: databases[second.place.key] }];
}
