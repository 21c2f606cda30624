import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What there shall be in the database, as the function takes it. */
export interface Wanted {
  readonly schema: string;
  readonly users: { readonly application: string; readonly failover: string };
}

export interface SetupArgs {
  /** Function that brings the place's database to what is wanted, and says so where there is nothing to do. */
  readonly functionName: pulumi.Input<string>;
  /** Hash of the function's code: another one runs it again. */
  readonly codeHash: string;
  readonly wanted: Wanted;
  /** What has to be there before: the master's secret, the way to the database, an instance. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * Users, schema and tables of the database, made by a function with nobody holding a password. It runs once with the deployment, and
 * again when the function or what is wanted changes; who is primary runs nothing. Where the database follows another, it does nothing.
 */
export class Setup extends pulumi.ComponentResource {
  /** Name of the application's user, known once it is there. */
  readonly applicationUser: pulumi.Output<string>;

  constructor(name: string, { functionName, codeHash, wanted, after }: SetupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:Setup", name, {}, opts);
    const run = new aws.lambda.Invocation(name, {
      functionName, input: JSON.stringify(wanted), lifecycleScope: "CREATE_ONLY", triggers: { code: codeHash },
    }, { parent: this, dependsOn: [...after] });
    this.applicationUser = run.id.apply(() => wanted.users.application);
    this.registerOutputs({ applicationUser: this.applicationUser });
  }
}
