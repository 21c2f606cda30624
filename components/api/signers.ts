import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document } from "../core/iam";
import { invokeSigned, type ApiEnd } from "./access";

export interface SignersArgs {
  readonly api: ApiEnd;
  /** Names of the roles that people take up when they sign in, by a short key. */
  readonly roleNames: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Lets signed-in people ask with their AWS credentials, whichever role they take up: the role of a group takes the place of the
 * common one.
 *
 * @throws {pulumi.RunError} when nothing stands behind a signature.
 */
export class Signers extends pulumi.ComponentResource {
  constructor(name: string, { api, roleNames }: SignersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:api:Signers", name, {}, opts);
    for (const [key, role] of Object.entries(roleNames)) {
      new aws.iam.RolePolicy(`${name}-${key}`, { role, policy: document(invokeSigned(api)) }, { parent: this });
    }
    this.registerOutputs({});
  }
}
