import type * as awsx from "@pulumi/awsx/provider";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { Certificate, ValidatedCertificate, type ValidationRecords } from "../components/certificate";
import { originName } from "../components/failover";
import { Keys } from "../components/keys";
import { type Topic } from "../components/messaging";
import { type Network } from "../components/network";
import { buildOperators } from "./operators";
import { type PlaceToday } from "./places";
import { nativeProviderFor, providerFor, stackPrefix } from "./providers";
import { postureOf, type Posture } from "./posture";
import { sharedNames } from "./public-names";
import { standbyDatabaseOf } from "./readiness";
import { buildNetwork, buildRuntime, purposes, type PlaceKeys, type Runtime } from "./runtime";
import { type Settings } from "./settings";
import { type Provisions } from "./uses";

export interface RegionArgs {
  readonly place: PlaceToday;
  readonly settings: Settings;
  /** What builds networks, and what draws lots: one each for all places. */
  readonly awsx: awsx.Provider;
  readonly random: random.Provider;
}

/** What a place needs to open its doors. */
export interface Opening {
  readonly network: Network;
  /** Records that prove the place's names. */
  readonly records: ValidationRecords;
  readonly logBucketName: pulumi.Output<string>;
  readonly provisions: Provisions;
}

/**
 * Everything that exists once per place. One code path: the role only picks sizes, and what does not stand in a place today
 * is left out whole. All of it, its way into AWS included, hangs under this component, so that one pattern leaves a lost
 * region out of a deployment.
 */
export class Region extends pulumi.ComponentResource {
  readonly place: PlaceToday;
  readonly posture: Posture;
  readonly keys: PlaceKeys;
  /** What every alarm of the place publishes to. */
  readonly operators: Topic;
  /** Absent where nothing runs in the place. */
  readonly certificate: Certificate | undefined;
  /** Options of whatever hangs under this component: the way into its region. */
  readonly inside: pulumi.ComponentResourceOptions;

  constructor(name: string, private readonly args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Region", name, {}, opts);
    const { place, settings } = args;
    this.place = place;
    this.posture = postureOf(settings.recovery.strategy, place.role, standbyDatabaseOf(settings));
    const way = { place: place.key, region: place.region, account: place.account, tags: settings, stsRegion: settings.recovery.witness };
    const native = nativeProviderFor(way, { parent: this });
    this.inside = { parent: this, providers: { aws: providerFor(way, { parent: this }), "aws-native": native, awsx: args.awsx, random: args.random } };
    this.keys = new Keys(`${name}-keys`, {
      place, purposes, aliasPrefix: stackPrefix(), deletionWindowDays: settings.keyDeletionDays,
    }, { ...this.inside, protect: settings.protection });
    this.operators = buildOperators(place, { keys: this.keys, settings }, this.inside);
    this.certificate = this.posture.service ? this.requestCertificate() : undefined;
  }

  /** The place's network; nothing where none stands. */
  layGround(): Network | undefined {
    return this.posture.network ? buildNetwork(this.place, { settings: this.args.settings, keys: this.keys }, this.inside) : undefined;
  }

  /** The place's load balancer and all behind it. Nothing where nothing runs. */
  open({ network, records, ...opening }: Opening): Runtime | undefined {
    return this.certificate === undefined ? undefined : buildRuntime(this.place, {
      settings: this.args.settings,
      posture: this.posture,
      keys: this.keys,
      operatorsTopicArn: this.operators.arn,
      network,
      ...opening,
      certificateArn: new ValidatedCertificate(`${this.place.key}-certificate`, { certificate: this.certificate, records }, this.inside).arn,
    }, this.inside);
  }

  /** Says that all of the place is asked for. */
  close(): void {
    this.registerOutputs({});
  }

  private requestCertificate(): Certificate {
    const { place, settings } = this.args;
    return new Certificate(`${place.key}-certificate`, {
      domain: originName(place.key, settings.domain.zone), alternatives: sharedNames(settings),
    }, this.inside);
  }
}
