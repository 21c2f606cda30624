import { unknownStringValue } from "../../policies/lib/sdk";
import { databaseProxiesRefusePlainConnections } from "../../policies/rules/encryption/database-proxies-refuse-plain-connections";
import { databasesRefusePlainConnections } from "../../policies/rules/encryption/databases-refuse-plain-connections";
import { databasesUseCustomerKeys } from "../../policies/rules/encryption/databases-use-customer-keys";
import { functionsUseCustomerKeys } from "../../policies/rules/encryption/functions-use-customer-keys";
import { queuesUseCustomerKeys } from "../../policies/rules/encryption/queues-use-customer-keys";
import { secretsUseCustomerKeys } from "../../policies/rules/encryption/secrets-use-customer-keys";
import { tablesUseCustomerKeys } from "../../policies/rules/encryption/tables-use-customer-keys";
import { vaultsUseCustomerKeys } from "../../policies/rules/encryption/vaults-use-customer-keys";
import { databasesArePrivate } from "../../policies/rules/exposure/databases-are-private";
import { databasesKnowIdentities } from "../../policies/rules/least-privilege/databases-know-identities";
import { holds, type Sketch } from "./support";

type Props = Readonly<Record<string, unknown>>;
const of = (type: string) => (props: Props = {}): readonly Sketch[] => [{ type, props }];
const cluster = of("aws:rds/cluster:Cluster");
const global = of("aws:rds/globalCluster:GlobalCluster");
const member = of("aws:rds/clusterInstance:ClusterInstance");
const instance = of("aws:rds/instance:Instance");
const proxy = of("aws:rds/proxy:Proxy");
const table = of("aws:dynamodb/table:Table");
const key = "arn:aws:kms:us-east-2:111122223333:key/a";
const unset = "is not set, want the ARN of a customer managed key.";

holds(databasesUseCustomerKeys, {
  silent: {
    "an encrypted cluster": cluster({ storageEncrypted: true, kmsKeyId: key, performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key }),
    "a key that is not known yet": cluster({ storageEncrypted: true, kmsKeyId: unknownStringValue }),
    "an encrypted global database": global({ storageEncrypted: true }),
    "a global database made of a cluster": global({ sourceDbClusterIdentifier: "arn:cluster" }),
    "an instance of a cluster, whose storage is the cluster's": member({ performanceInsightsEnabled: false }),
    "an encrypted instance": instance({ storageEncrypted: true, kmsKeyId: key }),
  },
  objects: {
    "plain storage": [cluster({ kmsKeyId: key }), "subject: storageEncrypted is not set, want true."],
    "AWS's own key": [cluster({ storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-2:111122223333:alias/aws/rds" }),
      'subject: kmsKeyId is "arn:aws:kms:us-east-2:111122223333:alias/aws/rds", want the ARN of a customer managed key.'],
    "a global database without encryption": [global({ storageEncrypted: false }), "subject: storageEncrypted is false, want true."],
    "a record of load under AWS's key": [member({ performanceInsightsEnabled: true }), `subject: performanceInsightsKmsKeyId ${unset}`],
    "an instance of its own without any": [instance(), `subject: kmsKeyId ${unset}`, "subject: storageEncrypted is not set, want true."],
  },
  open: {
    "encryption that is not known": [cluster({ storageEncrypted: unknownStringValue, kmsKeyId: key }), "storageEncrypted of subject"],
    "Performance Insights that are not known": [member({ performanceInsightsEnabled: unknownStringValue }), "performanceInsightsEnabled of subject"],
  },
});

holds(tablesUseCustomerKeys, {
  silent: {
    "a table and its replica with keys": table({ serverSideEncryption: { enabled: true, kmsKeyArn: key }, replicas: [{ kmsKeyArn: key }] }),
    "a replica of its own with a key": [{ type: "aws:dynamodb/tableReplica:TableReplica", props: { kmsKeyArn: key } }],
  },
  objects: {
    "a table without encryption": [table(), "subject: serverSideEncryption.enabled is not set, want true.", `subject: serverSideEncryption.kmsKeyArn ${unset}`],
    "a replica without a key": [table({ serverSideEncryption: { enabled: true, kmsKeyArn: key }, replicas: [{ kmsKeyArn: key }, { regionName: "us-west-2" }] }),
      `subject: replicas[1].kmsKeyArn ${unset}`],
    "a replica of its own without a key": [[{ type: "aws:dynamodb/tableReplica:TableReplica" }], `subject: kmsKeyArn ${unset}`],
  },
  open: { "encryption that is not known": [table({ serverSideEncryption: { enabled: unknownStringValue, kmsKeyArn: key } }), "serverSideEncryption.enabled of subject"] },
});

const secret = of("aws:secretsmanager/secret:Secret");
holds(secretsUseCustomerKeys, {
  silent: { "a secret and its replica with keys": secret({ kmsKeyId: key, replicas: [{ region: "us-west-2", kmsKeyId: unknownStringValue }] }) },
  objects: {
    "AWS's own key": [secret({ kmsKeyId: "alias/aws/secretsmanager" }), 'subject: kmsKeyId is "alias/aws/secretsmanager", want the ARN of a customer managed key.'],
    "a replica without a key": [secret({ kmsKeyId: key, replicas: [{ region: "us-west-2" }] }), `subject: replicas[0].kmsKeyId ${unset}`],
  },
});

holds(vaultsUseCustomerKeys, {
  silent: { "a vault with a key": of("aws:backup/vault:Vault")({ kmsKeyArn: key }) },
  objects: { "a vault without a key": [of("aws:backup/vault:Vault")(), `subject: kmsKeyArn ${unset}`] },
});

const queue = of("aws:sqs/queue:Queue");
holds(queuesUseCustomerKeys, {
  silent: { "a queue with a key": queue({ kmsMasterKeyId: key }) },
  objects: {
    "SQS's own encryption": [queue({ sqsManagedSseEnabled: true }), `subject: kmsMasterKeyId ${unset}`],
    "AWS's own key": [queue({ kmsMasterKeyId: "alias/aws/sqs" }), 'subject: kmsMasterKeyId is "alias/aws/sqs", want the ARN of a customer managed key.'],
  },
});

const lambda = of("aws:lambda/function:Function");
holds(functionsUseCustomerKeys, {
  silent: {
    "variables under a key": lambda({ environment: { variables: { HOST: "a" } }, kmsKeyArn: key }),
    "no variables": lambda(),
    "an empty environment": lambda({ environment: { variables: {} } }),
  },
  objects: { "variables without a key": [lambda({ environment: { variables: { HOST: unknownStringValue } } }), `subject: kmsKeyArn ${unset}`] },
  open: { "an environment that is not known": [lambda({ environment: { variables: unknownStringValue } }), "environment.variables of subject"] },
});

holds(databaseProxiesRefusePlainConnections, {
  silent: { "a proxy that wants TLS": proxy({ requireTls: true }) },
  objects: { "the default": [proxy(), "subject: requireTls is not set, want true."] },
  open: { "a wish that is not known": [proxy({ requireTls: unknownStringValue }), "requireTls of subject"] },
});

const parameters = (value: unknown, name = "rds.force_ssl"): Sketch =>
  ({ type: "aws:rds/clusterParameterGroup:ClusterParameterGroup", name: "group", props: { id: "group-1", parameters: [{ name, value }] } });
const engine = (props: Props): Sketch => ({ type: "aws:rds/cluster:Cluster", props: { engine: "aurora-postgresql", dbClusterParameterGroupName: "group-1", ...props } });
holds(databasesRefusePlainConnections, {
  silent: {
    "PostgreSQL that forces TLS": [engine({}), parameters("1")],
    "MySQL that does": [engine({ engine: "aurora-mysql" }), parameters("ON", "require_secure_transport")],
    "a group that does not exist yet": [
      { type: "aws:rds/cluster:Cluster", props: { engine: "aurora-postgresql", dbClusterParameterGroupName: unknownStringValue }, from: { dbClusterParameterGroupName: ["group"] } },
      { ...parameters("1"), props: { id: unknownStringValue, parameters: [{ name: "rds.force_ssl", value: "1" }] } },
    ],
  },
  objects: {
    "no group": [[engine({ dbClusterParameterGroupName: null })], "subject: dbClusterParameterGroupName is not set, want a parameter group of this stack that sets rds.force_ssl."],
    "the default group": [[engine({ dbClusterParameterGroupName: "default.aurora-postgresql17" })],
      'subject: dbClusterParameterGroupName is "default.aurora-postgresql17", want a parameter group of this stack that sets rds.force_ssl.'],
    "a group that switches it off": [[engine({}), parameters("0")], 'subject: rds.force_ssl of group is "0", want 1.'],
    "a group that leaves it out": [[engine({}), parameters("1", "log_statement")], "subject: rds.force_ssl of group is not set, want 1."],
    "MySQL with the parameter of PostgreSQL": [[engine({ engine: "aurora-mysql" }), parameters("1")], "subject: require_secure_transport of group is not set, want 1 or ON."],
  },
  open: {
    "an engine that is not known": [[engine({ engine: unknownStringValue }), parameters("1")], "engine of subject"],
    "a value that is not known": [[engine({}), parameters(unknownStringValue)], "parameters[0].value of subject"],
  },
});

holds(databasesArePrivate, {
  silent: { "a private instance": member({ publiclyAccessible: false }), "the default of a private subnet": instance() },
  objects: { "a public one": [member({ publiclyAccessible: true }), "subject: publiclyAccessible is true, want false."] },
  open: { "one that is not known": [instance({ publiclyAccessible: unknownStringValue }), "publiclyAccessible of subject"] },
});

holds(databasesKnowIdentities, {
  silent: {
    "a cluster that knows IAM": cluster({ iamDatabaseAuthenticationEnabled: true }),
    "a proxy that knows nothing else": proxy({ defaultAuthScheme: "IAM_AUTH" }),
    "a proxy whose secrets want IAM": proxy({ auths: [{ iamAuth: "REQUIRED", secretArn: "arn" }] }),
  },
  objects: {
    "a cluster with passwords only": [cluster(), "subject: iamDatabaseAuthenticationEnabled is not set, want true."],
    "a proxy without a way in": [proxy(), 'subject: defaultAuthScheme is not set, want "IAM_AUTH".'],
    "a proxy that passes passwords on": [proxy({ defaultAuthScheme: "IAM_AUTH", auths: [{ iamAuth: "DISABLED" }] }), 'subject: auths[0].iamAuth is "DISABLED", want "REQUIRED".'],
  },
  open: { "a scheme that is not known": [proxy({ defaultAuthScheme: unknownStringValue }), "defaultAuthScheme of subject"] },
});
