import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place, type Role } from "../components/core/place";
import { partition } from "../components/core/regions";
import { type Settings } from "./settings";

/** A place with what the settings say of it today. */
export interface PlaceToday extends Place {
  readonly zones: readonly string[];
  readonly cidr: string;
  /** Decides sizes, never names. */
  readonly role: Role;
}

/** The places in the order of their birth, each with its role of today. */
export function placesOf({ account, places: [first, second], primary }: Pick<Settings, "account" | "places" | "primary">): readonly [PlaceToday, PlaceToday] {
  const today = (place: typeof first): PlaceToday => ({ ...place, account, partition, role: place.key === primary ? "primary" : "standby" });
  return [today(first), today(second)];
}

/** Tags that every resource carries. No role among them: a failover would tag the world anew. */
export interface StackTags {
  readonly owner: string;
  readonly dataClass: string;
}

/**
 * Where Route 53, CloudFront and the like take their orders. Nothing that serves users depends on it.
 * Source: AWS Fault Isolation Boundaries, "Global services".
 */
export const globalRegion = "us-east-1";

export interface ProviderArgs {
  /** Key of the place, or `global`. */
  readonly place: string;
  readonly region: string;
  readonly account: string;
  readonly tags: StackTags;
  /** Region that vouches for the account. @defaultValue the provider's own */
  readonly stsRegion?: string;
}

/** The way into one region of one account. Credentials for another account are refused before anything happens. */
export function providerFor(args: ProviderArgs, opts: pulumi.ResourceOptions): aws.Provider {
  const { place, region, account, tags, stsRegion } = args;
  return new aws.Provider(`${place}-aws`, {
    region,
    ...(stsRegion !== undefined && { stsRegion }),
    allowedAccountIds: [account],
    defaultTags: { tags: { app: pulumi.getProject(), stack: pulumi.getStack(), place, owner: tags.owner, "data-class": tags.dataClass } },
  }, opts);
}
