import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../core/iam";
import { type ProviderPlan } from "./provider-spec";

export interface SecretProvidersArgs {
  /** Function that brings the pool's providers to what is wanted. */
  readonly functionName: pulumi.Input<string>;
  /** Hash of the function's code: another one runs it again. */
  readonly codeHash: string;
  /** What the function has been told. */
  readonly wanted: readonly ProviderPlan[];
  /** What has to be there before: the function, and the secrets. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Others who vouch for people before the user pool, and have given it a secret. A function makes them: it alone reads the secret, so neither
 * settings nor the state of a stack ever hold it. It runs with the deployment as soon as what is wanted differs, and stops it where a secret is
 * empty: applications cannot name a provider that is not there.
 */
export class SecretProviders extends pulumi.ComponentResource {
  constructor(name: string, { functionName, codeHash, wanted, after }: SecretProvidersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:SecretProviders", name, {}, opts);
    new aws.lambda.Invocation(name, {
      functionName, input: "{}", lifecycleScope: "CREATE_ONLY", triggers: { code: codeHash, wanted: JSON.stringify(wanted) },
    }, { parent: this, dependsOn: [...after] });
    this.registerOutputs({});
  }
}

/** Change who vouches for people before a pool. */
export function bringProviders(userPoolArn: pulumi.Input<string>): Statement[] {
  return [allow({
    sid: "BringProviders",
    actions: [
      "cognito-idp:CreateIdentityProvider", "cognito-idp:DeleteIdentityProvider", "cognito-idp:DescribeIdentityProvider",
      "cognito-idp:ListIdentityProviders", "cognito-idp:UpdateIdentityProvider",
    ],
    resources: [userPoolArn],
  })];
}
