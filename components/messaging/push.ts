import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A key of Apple's that signs what is pushed to one app. Source: AWS End User Messaging Push User Guide, "Apple Push Notification service", key credentials. */
export interface ApplePush {
  readonly bundleId: string;
  readonly teamId: string;
  readonly keyId: string;
  /** Text of the `.p8` file. A secret: it stays encrypted in the state. */
  readonly tokenKey: pulumi.Input<string>;
  /** Whether builds that Xcode runs are reached too. */
  readonly sandbox: boolean;
}

/** Services that push, each where its credentials are. */
export interface PushArgs {
  /** JSON of a Google service account. A secret. A key of the older kind does not exist any more at Google. */
  readonly fcm?: { readonly serviceJson: pulumi.Input<string> } | undefined;
  readonly apns?: ApplePush | undefined;
  readonly adm?: { readonly clientId: string; /** A secret. */ readonly clientSecret: pulumi.Input<string> } | undefined;
}

/**
 * Builds an application of AWS End User Messaging Push with its channels. The API, and with it the provider, still calls it Pinpoint;
 * campaigns, segments, journeys, endpoints and event streams ended on 30 October 2026, and nothing here uses them.
 */
export function buildPush(name: string, { fcm, apns, adm }: PushArgs, parent: pulumi.Resource): aws.pinpoint.App {
  const app = new aws.pinpoint.App(name, {}, { parent });
  const { applicationId } = app;
  if (fcm !== undefined) {
    new aws.pinpoint.GcmChannel(`${name}-fcm`, { applicationId, serviceJson: fcm.serviceJson, defaultAuthenticationMethod: "TOKEN" }, { parent });
  }
  if (apns !== undefined) {
    const { bundleId, teamId, keyId: tokenKeyId, tokenKey, sandbox } = apns;
    const signed = { applicationId, bundleId, teamId, tokenKeyId, tokenKey, defaultAuthenticationMethod: "KEY" };
    new aws.pinpoint.ApnsChannel(`${name}-apns`, signed, { parent });
    if (sandbox) new aws.pinpoint.ApnsSandboxChannel(`${name}-apns-sandbox`, signed, { parent });
  }
  if (adm !== undefined) new aws.pinpoint.AdmChannel(`${name}-adm`, { applicationId, clientId: adm.clientId, clientSecret: adm.clientSecret }, { parent });
  return app;
}
