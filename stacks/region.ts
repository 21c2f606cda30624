import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { Certificate, ValidatedCertificate, type ValidationRecords } from "../components/certificate";
import { originName } from "../components/failover";
import { Keys } from "../components/keys";
import { providerFor, type PlaceToday } from "./places";
import { postureOf, type Posture } from "./posture";
import { sharedNames } from "./public-names";
import { buildRuntime, type PlaceKeys, type Runtime } from "./runtime";
import { type Settings } from "./settings";

export interface RegionArgs {
  readonly place: PlaceToday;
  readonly settings: Settings;
  /** What builds networks: one for all places. */
  readonly awsx: awsx.Provider;
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
  /** Absent where nothing runs in the place. */
  readonly certificate: Certificate | undefined;
  private readonly inner: pulumi.ComponentResourceOptions;

  constructor(name: string, private readonly args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Region", name, {}, opts);
    const { place, settings } = args;
    this.place = place;
    this.posture = postureOf(settings.recovery.strategy, place.role);
    const provider = providerFor({ place: place.key, region: place.region, account: place.account, tags: settings }, { parent: this });
    this.inner = { parent: this, providers: { aws: provider, awsx: args.awsx } };
    this.keys = new Keys(`${name}-keys`, {
      place, purposes: ["compute", "logs", "secrets"], aliasPrefix: `${pulumi.getProject()}-${pulumi.getStack()}`,
      deletionWindowDays: settings.keyDeletionDays,
    }, { ...this.inner, protect: settings.protection });
    this.certificate = this.posture.service ? this.requestCertificate() : undefined;
  }

  /** The place's load balancer and all behind it, once there are records that prove its names. Nothing where nothing runs. */
  open(records: ValidationRecords): Runtime | undefined {
    const runtime = this.certificate === undefined ? undefined : buildRuntime(this.place, {
      settings: this.args.settings,
      posture: this.posture,
      keys: this.keys,
      certificateArn: new ValidatedCertificate(`${this.place.key}-certificate`, { certificate: this.certificate, records }, this.inner).arn,
    }, this.inner);
    this.registerOutputs({});
    return runtime;
  }

  private requestCertificate(): Certificate {
    const { place, settings } = this.args;
    return new Certificate(`${place.key}-certificate`, {
      domain: originName(place.key, settings.domain.zone), alternatives: sharedNames(settings),
    }, this.inner);
  }
}
