import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * Turns on what AWS Backup needs to copy tables to another region. These settings belong to the account and region, not to
 * a stack: build them only where no other program and nobody else sets them. Removing them from a stack changes nothing in AWS.
 *
 * Where somebody else keeps them, one command does the same, once per region:
 * `aws backup update-region-settings --resource-type-opt-in-preference Aurora=true,DynamoDB=true
 * --resource-type-management-preference DynamoDB=true`.
 * Source: AWS Backup Developer Guide, "Advanced DynamoDB backup"; AWS Backup API, `UpdateRegionSettings`.
 */
export class BackupRegionSettings extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:backup:BackupRegionSettings", name, {}, opts);
    new aws.backup.RegionSettings(name, {
      resourceTypeOptInPreference: { Aurora: true, DynamoDB: true },
      resourceTypeManagementPreference: { DynamoDB: true },
    }, { parent: this });
    this.registerOutputs({});
  }
}
