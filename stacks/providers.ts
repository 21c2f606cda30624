import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

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
