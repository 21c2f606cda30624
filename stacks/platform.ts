import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { type Endpoint, type Failover } from "../components/failover";
import { Global } from "./global";
import { placesOf, type PlaceToday } from "./places";
import { Region } from "./region";
import { type Runtime } from "./runtime";
import { type Settings } from "./settings";

/** One place of the platform, built. */
export interface BuiltRegion {
  readonly region: Region;
  /** Absent where nothing runs in the place. */
  readonly runtime: Runtime | undefined;
}

/**
 * The platform: two regions from one code path, and what joins them. Places stand in the order of their birth, whoever is
 * active today.
 */
export class Platform extends pulumi.ComponentResource {
  readonly global: Global;
  readonly regions: readonly [BuiltRegion, BuiltRegion];
  readonly failover: Failover;

  constructor(name: string, settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Platform", name, {}, opts);
    const networks = new awsx.Provider("awsx", {}, { parent: this });
    this.global = new Global("global", settings, { parent: this });
    const [first, second] = placesOf(settings);
    const found = (place: PlaceToday): Region => new Region(place.key, { place, settings, awsx: networks }, { parent: this });
    const [birth, other] = [found(first), found(second)];
    const records = this.global.prove([birth, other].flatMap(({ certificate }) => certificate ?? []));
    this.regions = [{ region: birth, runtime: birth.open(records) }, { region: other, runtime: other.open(records) }];
    this.failover = this.global.route([endpointOf(this.regions[0]), endpointOf(this.regions[1])]);
    this.registerOutputs({});
  }
}

function endpointOf({ region: { place }, runtime }: BuiltRegion): Endpoint {
  return { place: place.key, region: place.region, balancer: runtime?.balancer };
}
