import * as pulumi from "@pulumi/pulumi";
import { allow, allowUnscoped, document, trust, type Document, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/**
 * Lets somebody sign in to a proxy as a user of the database, with a token instead of a password.
 * Source: Amazon Aurora User Guide, "Connecting to a database through RDS Proxy", IAM authentication.
 */
export function connectAs(place: Place, user: string, proxyArn: pulumi.Input<string>): Statement {
  const resource = pulumi.output(proxyArn).apply((arn) => arn.slice(arn.lastIndexOf(":") + 1));
  return allow({ sid: "ConnectThroughProxy", actions: ["rds-db:connect"], resources: [userArn(place, resource, user)] });
}

/**
 * Lets a proxy sign in to its cluster as the users that come through it.
 * Source: Amazon Aurora User Guide, "Configuring IAM authentication for RDS Proxy", end-to-end IAM authentication.
 */
export function passUsersOn(place: Place, clusterResourceId: pulumi.Input<string>, users: readonly [string, ...string[]]): Document {
  const [first, ...more] = users;
  return document(allow({
    sid: "ConnectToCluster",
    actions: ["rds-db:connect"],
    resources: [userArn(place, clusterResourceId, first), ...more.map((user) => userArn(place, clusterResourceId, user))],
  }));
}

/**
 * Lets a proxy take up its role. RDS Proxy knows no global condition key: with one, it could not.
 * Source: Amazon Aurora User Guide, "Quotas and limitations for RDS Proxy".
 */
export function trustProxies(): Document {
  return trust("rds.amazonaws.com");
}

/** The secret with the master password as a place sees it, and the key of that place that encrypts it. */
export interface MasterSecret {
  readonly secretName: string;
  readonly keyArn: pulumi.Input<string>;
}

/** Lets somebody read the master password in a place. */
export function readMaster(place: Place, { secretName, keyArn }: MasterSecret): Statement[] {
  return [
    allow({ sid: "ReadMasterSecret", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn(place, secretName)] }),
    allow({ sid: "DecryptMasterSecret", actions: ["kms:Decrypt"], resources: [keyArn], when: throughSecrets(place) }),
  ];
}

/**
 * Lets a function change the master password. It works in the place of the secret alone: a replica takes no new value.
 * Source: Secrets Manager User Guide, "Lambda rotation function execution role permissions", customer managed key.
 */
export function rotateMaster(place: Place, { secretName, keyArn }: MasterSecret): Statement[] {
  return [
    allow({
      sid: "RotateMasterSecret",
      actions: [
        "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: [secretArn(place, secretName)],
    }),
    allowUnscoped({ sid: "MakePassword", actions: ["secretsmanager:GetRandomPassword"], why: "A random password belongs to no secret." }),
    allow({
      sid: "UseMasterSecretKey", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn], when: throughSecrets(place),
    }),
  ];
}

/**
 * Lets the instances of a cluster, and no others, hand their measurements over.
 * Source: Amazon Aurora User Guide, "Setting up and enabling Enhanced Monitoring", confused deputy.
 */
export function trustMonitoring(place: Place, cluster: string): Document {
  return trust("monitoring.rds.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "rds", `db:${cluster}-*`) },
  });
}

/**
 * Lets measurements be written to the log group that all instances of a region share; RDS makes it when it is not there.
 * Source: AWS managed policy AmazonRDSEnhancedMonitoringRole, narrowed to the one group.
 */
export function writeMeasurements(place: Place): Document {
  const group = arnOf(place, "logs", "log-group:RDSOSMetrics");
  return document(
    allow({ sid: "KeepLogGroup", actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [group, `${group}:*`] }),
    allow({
      sid: "WriteMeasurements",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
      resources: [`${group}:log-stream:*`],
    }),
  );
}

function userArn(place: Place, resourceId: pulumi.Input<string>, user: string): pulumi.Output<string> {
  return pulumi.interpolate`${arnOf(place, "rds-db", "dbuser:")}${resourceId}/${user}`;
}

/**
 * ARN of a secret by its name: six characters that AWS adds are not known before the secret is, nor in another place.
 * Source: Secrets Manager User Guide, "Permissions policy examples", wildcards.
 */
function secretArn(place: Place, secretName: string): string {
  return arnOf(place, "secretsmanager", `secret:${secretName}-??????`);
}

function throughSecrets(place: Place): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return { StringEquals: { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` } };
}
