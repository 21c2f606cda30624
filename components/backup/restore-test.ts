import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document } from "../core/iam";
import { nameProblems } from "../core/names";
import { insist } from "../core/problems";
import { trustBackup, type VaultEnd } from "./access";
import { kinds, ofKind, type ProtectedKind, type ProtectedStores } from "./protected";
import { restoreForTests } from "./restore-access";
import { hourProblems } from "./schedule";

export interface RestoreTestArgs {
  readonly vault: VaultEnd;
  /** Unique in the account and region, such as `understudy_prod`. Changing it replaces the plan. */
  readonly planName: string;
  /** Day of the month, 1 to 28, and hour in UTC, 0 to 23, at which backups are tried. */
  readonly monthly: { readonly day: number; readonly hourUtc: number };
  readonly stores: ProtectedStores;
  /** Subnet group for a restored cluster: without, AWS looks for a default network. Isolated subnets; nothing connects to it. */
  readonly subnetGroupName: pulumi.Input<string>;
  readonly tablesFullyManaged: boolean;
}

/** Hours within which a test starts, and for which what it restored can be looked at. Source: AWS Backup API, `RestoreTestingPlanForCreate`. */
const hours = { startWindowHours: 8, validationWindowHours: 1 } as const;

/** Days back to which the newest backup is looked for: one is made every day, so an older one is a failure of its own. */
const windowDays = 7;

/** Source: AWS Backup API, `RestoreTestingSelectionForCreate`, ProtectedResourceType. */
const typeNames: Readonly<Record<ProtectedKind, string>> = { aurora: "Aurora", dynamodb: "DynamoDB" };

/**
 * Restores the newest backup of every store once a month, says how long it took, and deletes what it restored. A backup that
 * nobody has restored is a hope.
 *
 * @throws {pulumi.ResourceError} with every problem in the name, the day and the stores.
 */
export class RestoreTest extends pulumi.ComponentResource {
  constructor(private readonly name: string, private readonly args: RestoreTestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:backup:RestoreTest", name, {}, opts);
    insist([...nameProblems("iamRole", name), ...testProblems(args)], this);
    const plan = this.plan();
    const roleArn = this.makeRole();
    for (const kind of kinds.filter((each) => ofKind(args.stores, each).length > 0)) this.select(kind, plan, roleArn);
    this.registerOutputs({});
  }

  private plan(): aws.backup.RestoreTestingPlan {
    const { planName, monthly, vault } = this.args;
    return new aws.backup.RestoreTestingPlan(this.name, {
      name: planName,
      scheduleExpression: `cron(0 ${monthly.hourUtc} ${monthly.day} * ? *)`,
      startWindowHours: hours.startWindowHours,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW", includeVaults: [vault.arn], recoveryPointTypes: ["SNAPSHOT"], selectionWindowDays: windowDays,
      },
    }, { parent: this });
  }

  private makeRole(): pulumi.Output<string> {
    const { place } = this.args.vault;
    const role = new aws.iam.Role(this.name, {
      description: `Restores backups of ${place.key} under the name of a test`, assumeRolePolicy: trustBackup(place),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(this.name, { role: role.name, policy: document(...restoreForTests(this.args)) }, { parent: this });
    return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
  }

  private select(kind: ProtectedKind, plan: aws.backup.RestoreTestingPlan, iamRoleArn: pulumi.Output<string>): void {
    const [store, ...stores] = ofKind(this.args.stores, kind);
    if (store === undefined) return;
    new aws.backup.RestoreTestingSelection(`${this.name}-${kind}`, {
      name: kind,
      restoreTestingPlanName: plan.name,
      protectedResourceType: typeNames[kind],
      protectedResourceArns: [store.arn, ...stores.map(({ arn }) => arn)],
      iamRoleArn,
      validationWindowHours: hours.validationWindowHours,
      // Source: AWS Backup Developer Guide, "Restore testing inferred metadata", overridable metadata.
      restoreMetadataOverrides: kind === "aurora"
        ? { dbSubnetGroupName: this.args.subnetGroupName } : { encryptionType: "KMS", kmsMasterKeyArn: store.keyArn },
    }, { parent: this });
  }
}

function testProblems({ planName, monthly: { day, hourUtc }, stores }: RestoreTestArgs): string[] {
  return [
    ...(/^[A-Za-z0-9_]{1,50}$/.test(planName) ? [] : [`planName is "${planName}": want 1 to 50 letters, digits and underscores`]),
    ...(Number.isInteger(day) && day >= 1 && day <= 28 ? [] : [`monthly.day is ${day}: want a day that every month has, 1 to 28`]),
    ...hourProblems("monthly.hourUtc", hourUtc),
    ...(Object.keys(stores).length === 0 ? ["there is nothing to restore: want one store at least"] : []),
  ];
}
