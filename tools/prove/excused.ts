import type { Excuse } from "./excuses";
import { activation } from "./excused-activation";
import { byHand } from "./excused-people";

const bucket = "aws:s3/bucket:Bucket";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const key = "aws:kms/key:Key";
const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const secret = "aws:secretsmanager/secret:Secret";
const vault = "aws:backup/vault:Vault";
const pool = "aws-native:cognito:UserPool";
const client = "aws:cognito/userPoolClient:UserPoolClient";

/** A region and nothing else. */
const region = /^[a-z]{2}(-[a-z]+)+-\d$/;

const tables = "a global table is made in the first place, and names what its replica stands on; either is read and written without the other";
const secrets = "a secret is made in the first place, and names what its copy stands on; either is read without the other";
const copies = "objects are copied to the other place; while it is lost the copies wait, and this place's own bucket does not";
const backups = "backups are copied to the other place; while it is lost the copies fail, and this place's own vault has them";

/** What is needed to build a place, and never again. */
const createTime: readonly Excuse[] = [
  {
    class: "create-time", from: "aws:route53/record:Record", named: /^global-certificate-/, at: ["name", "records", "type"],
    needs: { by: "dependency", to: ["aws:acm/certificate:Certificate"] },
    reason: "ACM asks for the same record in every region, so it is made once, from the first place's certificate; it stays when that is lost",
  },
  {
    class: "create-time", from: "aws:rds/cluster:Cluster", named: /^database$/, at: ["dependsOn"],
    needs: { by: "dependency", to: ["aws:rds/clusterInstance:ClusterInstance"] },
    reason: "a second cluster can join once the first one has an instance; from then on it is a cluster of its own",
  },
  {
    class: "create-time", from: "aws:rds/cluster:Cluster", named: /^database$/, at: ["sourceRegion"], needs: { by: "literal", text: region },
    reason: "a cluster that joins an encrypted database says where its data comes from; nobody asks again",
  },
  {
    class: "create-time", from: "aws:lambda/invocation:Invocation", named: /^database-wanted$/, at: ["dependsOn"],
    needs: { by: "dependency", to: [secret, "aws:secretsmanager/secretVersion:SecretVersion", "random:index/randomPassword:RandomPassword"] },
    reason: "the database is set up once there is a master who can do it; nothing is called while it runs",
  },
];

/** What carries data, and waits while there is nobody to carry it to. */
const replication: readonly Excuse[] = [
  {
    class: "replication", from: "aws:dynamodb/table:Table", named: /^tables-/, at: ["replicas[*].kmsKeyArn"], needs: { by: "answer", to: [key] },
    reason: tables,
  },
  {
    class: "replication", from: "aws:dynamodb/table:Table", named: /^tables-/, at: ["replicas[*].regionName"], needs: { by: "literal", text: region },
    reason: tables,
  },
  {
    class: "replication", from: secret, named: /^(database-master|secrets-.+)$/, at: ["replicas[*].kmsKeyId"], needs: { by: "answer", to: [key] },
    reason: secrets,
  },
  {
    class: "replication", from: secret, named: /^(database-master|secrets-.+)$/, at: ["replicas[*].region"], needs: { by: "literal", text: region },
    reason: secrets,
  },
  {
    class: "replication", from: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", named: /^(archive|content|evidence|uploads)-replication$/, at: ["rules[*].destination"],
    needs: { by: "answer", to: [bucket, key] }, reason: copies,
  },
  {
    class: "replication", from: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", named: /^(archive|content|evidence|uploads)-replication$/, at: ["rules"],
    needs: { by: "dependency", to: [bucketPolicy] }, reason: copies,
  },
  {
    class: "replication", from: rolePolicy, named: /^(archive|content|evidence|uploads)-replication$/, at: ["policy.Statement[*].Resource", "policy.Statement[*].Condition.StringLike"],
    needs: { by: "answer", to: [bucket, key] }, reason: copies,
  },
  {
    class: "replication", from: rolePolicy, named: /^(archive|content|evidence|uploads)-replication$/, at: ["policy"], needs: { by: "dependency", to: [bucketPolicy] }, reason: copies,
  },
  {
    class: "replication", from: rolePolicy, named: /^(archive|content|evidence|uploads)-replication$/, at: ["policy.Statement[*].Condition.StringEquals.kms:ViaService"],
    needs: { by: "literal", text: /^s3\.[a-z0-9-]+\.amazonaws\.com$/ }, reason: copies,
  },
  {
    class: "replication", from: "aws:backup/plan:Plan", named: /^backup-/, at: ["rules[*].copyActions"], needs: { by: "answer", to: [vault] }, reason: backups,
  },
  { class: "replication", from: rolePolicy, named: /^backup$/, at: ["policy.Statement[*].Resource"], needs: { by: "answer", to: [vault, key] }, reason: backups },
  {
    class: "replication", from: rolePolicy, named: /^backup$/, at: ["policy.Statement[*].Resource"],
    needs: { by: "literal", text: /^arn:[\w-]+:(rds:[a-z0-9-]+:\d{12}:cluster(-snapshot)?|backup:[a-z0-9-]+:\d{12}:recovery-point):/ }, reason: backups,
  },
];

const samePool = "a user pool and its replica have one ID, which begins with the region of the first; the replica answers to it by itself";
const sameKey = "a multi-Region key and its copy have one ID; the copy works by itself";
const issuers = "tokens carry the pool's name as an issuer, and the IDs of its applications; they are compared, and keys come from what this place keeps, whether or not an issuer answers";
const replica = "a replica of the user pool is made in the first place; from then on it lets people in by itself";

const loginCertificate = "CloudFront takes certificates in us-east-1 alone, and has its copy at every edge from then on";

/** One pool of users in two places, each of which lets them in. */
const people: readonly Excuse[] = [
  {
    class: "create-time", from: "aws-native:cognito:UserPoolDomain", named: /^identity-login$/, at: ["dependsOn"],
    needs: { by: "dependency", to: ["aws:route53/record:Record", "aws:route53/healthCheck:HealthCheck"] },
    reason: "AWS looks for the address of the name above once, when the sign-in pages get theirs",
  },
  {
    class: "create-time", from: "aws-native:cognito:UserPoolDomain", named: /^identity-login$/, at: ["customDomainConfig.certificateArn"],
    needs: { by: "answer", to: ["aws:acm/certificate:Certificate"] }, reason: loginCertificate,
  },
  {
    class: "create-time", from: "aws-native:cognito:UserPoolDomain", named: /^identity-login$/, at: ["customDomainConfig"],
    needs: { by: "dependency", to: ["aws:acm/certificateValidation:CertificateValidation"] }, reason: loginCertificate,
  },
  {
    class: "fail-safe", from: "aws-native:cognito:UserPoolDomain", named: /^identity-login$/, at: ["routing.failover.secondaryRegion"],
    needs: { by: "literal", text: region }, reason: "sign-in pages are served from the other place while this one is not active, and from this one otherwise",
  },
  { class: "create-time", from: "aws:kms/replicaKey:ReplicaKey", named: /^identity-key$/, at: ["primaryKeyArn"], needs: { by: "answer", to: [key] }, reason: sameKey },
  {
    class: "create-time", from: "aws-native:cognito:UserPoolRegionalConfigurationAttachment", named: /^identity-regional$/, at: ["dependsOn"],
    needs: { by: "dependency", to: ["aws-native:cognito:UserPoolReplica"] }, reason: replica,
  },
  {
    class: "replication", from: "aws-native:cognito:UserPoolReplica", named: /^identity-pool-replica$/, at: ["regionName", "userPoolTagsAtCreate.place"],
    needs: { by: "literal", text: /^([a-z]{2}(-[a-z]+)+-\d|[a-z]{2,4}\d)$/ }, reason: replica,
  },
  {
    class: "replication", from: "aws-native:cognito:UserPoolReplica", named: /^identity-pool-replica$/, at: ["dependsOn"],
    needs: { by: "dependency", to: ["aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"] }, reason: replica,
  },
  ...([
    ["aws-native:cognito:UserPoolRegionalConfigurationAttachment", /^identity-regional$/, "userPoolId", [pool]],
    ["aws:cognito/logDeliveryConfiguration:LogDeliveryConfiguration", /^identity-records$/, "userPoolId", [pool]],
    ["aws:wafv2/webAclAssociation:WebAclAssociation", /^identity-firewall-pool$/, "resourceArn", [pool]],
    ["aws:lambda/permission:Permission", /^identity-calls-[a-z-]+$/, "sourceArn", [pool]],
    ["aws:iam/rolePolicy:RolePolicy", /^identity-calls-(post-confirmation|pre-token-generation)$/, "policy.Statement[*].Resource[*]", [pool]],
    ["aws:cognito/identityPool:IdentityPool", /^identity-people$/, "cognitoIdentityProviders", [pool, client]],
    ["aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag", /^identity-people$/, "identityProviderName", [pool]],
    ["aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment", /^identity-people$/, "roleMappings", [pool, client]],
  ] as const).map(([from, named, at, to]): Excuse => ({ class: "identity-string", from, named, at: [at], needs: { by: "answer", to }, reason: samePool })),
];

/** What verifies tokens in a place: it knows names of the other, and waits for nothing there. */
const verifying: readonly Excuse[] = [
  { needs: { by: "answer", to: [pool, client] }, at: ["environment.variables.ISSUERS", "environment.variables.CLIENT_IDS"] } as const,
  { needs: { by: "literal", text: /^https:\/\/(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/$/ }, at: ["environment.variables.ISSUERS"] } as const,
  { needs: { by: "literal", text: /^[a-z]{2,4}\d$/ }, at: ["environment.variables.PLACES"] } as const,
].map((edge): Excuse => ({ class: "identity-string", from: "aws:lambda/function:Function", named: /^tokens-(authorizer|keys)$/, reason: issuers, ...edge }));

/** What answers apps and erases accounts: it compares the pool's name, and asks the pool of its own place alone. */
const answering: readonly Excuse[] = [
  {
    class: "identity-string", from: "aws:lambda/function:Function", named: /^(api-(account|devices|events|notifications|preferences|uploads)|account-eraser)$/,
    at: ["environment.variables.USER_POOL_ID"], needs: { by: "answer", to: [pool] }, reason: samePool,
  },
  {
    class: "name-only", from: "aws:lambda/function:Function", named: /^account-eraser$/, at: ["environment.variables.PLACES"], needs: { by: "literal", text: /^[a-z]{2,4}\d$/ },
    reason: "places that have to have erased an account before it is called done; while one is lost, the wish stays open and is carried out here all the same",
  },
];

/** What only looks like a need. */
const names: readonly Excuse[] = [
  {
    class: "identity-string", from: "aws:rds/cluster:Cluster", named: /^database$/, at: ["globalClusterIdentifier"],
    needs: { by: "dependency", to: ["aws:rds/globalCluster:GlobalCluster"] },
    reason: "the identifier of a global database belongs to no region, and every member carries it for ever",
  },
  {
    class: "name-only", from: role, named: /^(backup|(archive|content|evidence|uploads)-replication)$/, at: ["description"], needs: { by: "literal", text: /^[a-z]{2,4}\d$/ },
    reason: "a description for people names the place that is copied to",
  },
];

const check = "aws:route53/healthCheck:HealthCheck";

/** What is asked of the other place, and means the same when there is no answer as when all is well. */
const failSafe: readonly Excuse[] = [
  {
    class: "fail-safe", from: check, named: /^failover-verdict$/, at: ["childHealthchecks"], needs: { by: "answer", to: [check] },
    reason: "the other place's lever is asked by an inverted check: while nobody answers, nobody claims this place's users",
  },
  {
    class: "fail-safe", from: "aws:route53/record:Record", named: /^failover-drill-/, at: ["healthCheckId"], needs: { by: "answer", to: [check] },
    reason: "a drill's name carries nobody's traffic, and stays where it is while the lever's bucket is silent",
  },
  {
    class: "name-only", from: "aws:route53/record:Record", named: /^failover-drill-/, at: ["name"], needs: { by: "literal", text: /^drill-/ },
    reason: "a drill's name says which place it moves to",
  },
];

/** Every edge that may lead from one place to the other. Nothing else may. */
export const excuses: readonly Excuse[] = [...createTime, ...replication, ...people, ...verifying, ...answering, ...names, ...failSafe, ...activation, ...byHand];
