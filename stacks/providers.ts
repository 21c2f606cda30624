import * as aws from "@pulumi/aws";
import { Provider as NativeProvider } from "@pulumi/aws-native/provider";
import * as pulumi from "@pulumi/pulumi";
import { isNativeRegion } from "./native-regions";

/** What physical names start with that have to be unique among the stacks of an account. */
export function stackPrefix(): string {
  return `${pulumi.getProject()}-${pulumi.getStack()}`;
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
  /** Region that vouches for the account: one that neither place is in, since every provider is set up, also where a lost place is left out. */
  readonly stsRegion: string;
}

/**
 * The way into one region of one account. Credentials for another account are refused before anything happens, by one call to the region that
 * vouches for it; what the provider would ask its own region besides, it does not.
 */
export function providerFor(args: ProviderArgs, opts: pulumi.ResourceOptions): aws.Provider {
  const { place, region, account, tags, stsRegion } = args;
  return new aws.Provider(`${place}-aws`, {
    region,
    stsRegion, skipCredentialsValidation: true,
    allowedAccountIds: [account],
    defaultTags: { tags: tagsOf(place, tags) },
  }, opts);
}

/** The same way for the few services that only AWS's own API of all resources knows in full. */
export function nativeProviderFor({ place, region, account, tags }: Omit<ProviderArgs, "stsRegion">, opts: pulumi.ResourceOptions): NativeProvider {
  if (!isNativeRegion(region)) throw new pulumi.RunError(`${region} is unknown to @pulumi/aws-native: want a region that it lists`);
  return new NativeProvider(`${place}-aws-native`, {
    region, allowedAccountIds: [account], defaultTags: { tags: tagsOf(place, tags) },
  }, opts);
}

/** Tags of everything in a place. */
export function tagsOf(place: string, { owner, dataClass }: StackTags): Readonly<Record<string, string>> {
  return { app: pulumi.getProject(), stack: pulumi.getStack(), place, owner, "data-class": dataClass };
}
