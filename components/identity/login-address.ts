import type * as pulumi from "@pulumi/pulumi";

/** Where people sign in: at a name of AWS's, or at one of the platform's own. */
export type LoginAddress =
  /** First label of a name of AWS's, unique among all pools of a region. */
  | { readonly kind: "prefix"; readonly prefix: string }
  /** A name in a zone of one's own. Its parent has to have an A record, and its certificate stands in us-east-1. */
  | { readonly kind: "custom"; readonly domain: string; readonly certificateArn: pulumi.Input<string> };

/**
 * Full name of the pages, for a place in which the pool was born.
 * Source: Amazon Cognito Developer Guide, "Using the Amazon Cognito prefix domain for managed login".
 */
export function loginHost(address: Pick<LoginAddress & { kind: "custom" }, "domain" | "kind"> | (LoginAddress & { kind: "prefix" }), region: string): string {
  return address.kind === "custom" ? address.domain : `${address.prefix}.auth.${region}.amazoncognito.com`;
}

/** What is wrong with a prefix, one sentence at most. Source: Amazon Cognito user pools API, `CreateUserPoolDomain`, Domain; reserved words as the console names them. */
export function prefixProblems(prefix: string): string[] {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(prefix) && !/aws|amazon|cognito/.test(prefix) ? []
    : [`prefix is "${prefix}": want up to 63 lower-case letters, digits and hyphens, without the words aws, amazon and cognito`];
}
