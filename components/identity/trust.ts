import type * as pulumi from "@pulumi/pulumi";
import { document, trust, type Document } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/** Every pool that is answered for in a place. The ID of a replica names the region where its pool was born, so it is left open. */
function poolsOf(place: Place): string {
  return arnOf(place, "cognito-idp", "userpool/*");
}

/** Lets the user pools of a place take up a role, for this account alone. Source: Amazon Cognito Developer Guide, "SMS message settings", IAM role. */
export function trustPools(place: Place, externalId: string): Document {
  return trust("cognito-idp.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account, "sts:ExternalId": externalId },
    ArnLike: { "aws:SourceArn": poolsOf(place) },
  });
}

/** Who came through an identity pool: with a sign-in, or as a guest. */
export type Holder = "authenticated" | "unauthenticated";

/**
 * Lets those who came through one identity pool take up a role, with the tags that the pool gives them.
 * Source: Amazon Cognito Developer Guide, "IAM roles", role trust; "Using attributes for access control".
 */
export function trustIdentities(identityPoolId: pulumi.Input<string>, holder: Holder): Document {
  const principal = { Federated: "cognito-identity.amazonaws.com" };
  const condition = {
    StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
    "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": holder },
  };
  return document(
    { Sid: "Assume", Effect: "Allow", Principal: principal, Action: "sts:AssumeRoleWithWebIdentity", Condition: condition },
    ...(holder === "authenticated" ? [{ Sid: "Tag", Effect: "Allow" as const, Principal: principal, Action: "sts:TagSession", Condition: condition }] : []),
  );
}
