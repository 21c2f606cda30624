import assert from "node:assert/strict";
import { answers, knownTypes, type Question } from "../../../tools/answers";

const place = { region: "us-east-2", account: "210987654321" };

/** A question whose inputs all tell its resource apart, as real ones do. */
function question(type: string, name = "use2-x", more: Partial<Question> = {}): Question {
  const keys = ["role", "policyArn", "vpcId", "routeTableId", "zoneId", "bucket", "statementId", "secretId", "keyId", "resourceId", "resourceArn",
    "webAclArn", "clusterName", "topic", "queueUrl", "rule", "cluster", "policyName", "listenerArn", "dbProxyName", "backupVaultName", "apiId",
    "restApi", "stageName", "methodPath", "domainName", "basePath"];
  const inputs = Object.fromEntries(keys.map((key) => [key, `${name}-${key}`]));
  return { urn: `urn:pulumi:t::p::${type}::${name}`, type, name, place, ...more, inputs: { ...inputs, ...more.inputs } };
}

const balancer = `arn:aws:elasticloadbalancing:us-east-2:210987654321:loadbalancer/app/use2-x-0123abc/0123456789abcdef`;
const primaryKey = "arn:aws:kms:us-east-1:210987654321:key/mrk-0123456789abcdef0123456789abcdef";

/** Forms that AWS's documentation gives, by type: the ID, and outputs that others are built from. */
const forms: readonly [type: string, inputs: Record<string, unknown>, id: RegExp, outputs: Record<string, RegExp>][] = [
  ["aws:ec2/vpc:Vpc", {}, /^vpc-[0-9a-f]{17}$/, {
    arn: /^arn:aws:ec2:us-east-2:210987654321:vpc\/vpc-[0-9a-f]{17}$/, defaultSecurityGroupId: /^sg-[0-9a-f]{17}$/, defaultNetworkAclId: /^acl-[0-9a-f]{17}$/,
  }],
  ["aws:ec2/subnet:Subnet", {}, /^subnet-[0-9a-f]{17}$/, { arn: /^arn:aws:ec2:us-east-2:210987654321:subnet\/subnet-[0-9a-f]{17}$/ }],
  ["aws:ec2/securityGroup:SecurityGroup", {}, /^sg-[0-9a-f]{17}$/, { name: /^use2-x-[0-9a-f]{7}$/ }],
  ["aws:ec2/eip:Eip", {}, /^eipalloc-[0-9a-f]{17}$/, { allocationId: /^eipalloc-[0-9a-f]{17}$/, publicIp: /^198\.1[89]\.\d{1,3}\.\d{1,3}$/ }],
  ["aws:ec2/natGateway:NatGateway", {}, /^nat-[0-9a-f]{17}$/, {}],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", { serviceName: "com.amazonaws.us-east-2.s3", vpcEndpointType: "Gateway" }, /^vpce-[0-9a-f]{17}$/, { prefixListId: /^pl-[0-9a-f]{8}$/ }],
  ["aws:lb/loadBalancer:LoadBalancer", {}, /^arn:aws:elasticloadbalancing:us-east-2:210987654321:loadbalancer\/app\/use2-x-[0-9a-f]{7}\/[0-9a-f]{16}$/, {
    dnsName: /^use2-x-[0-9a-f]{7}-\d{10}\.us-east-2\.elb\.amazonaws\.com$/, zoneId: /^Z3AADJGX6KTTL2$/, arnSuffix: /^app\/use2-x-[0-9a-f]{7}\/[0-9a-f]{16}$/,
  }],
  ["aws:lb/loadBalancer:LoadBalancer", { internal: true, name: "inner" }, /:loadbalancer\/app\/inner\/[0-9a-f]{16}$/, { dnsName: /^internal-inner-\d{10}\.us-east-2\.elb\.amazonaws\.com$/ }],
  ["aws:lb/targetGroup:TargetGroup", {}, /^arn:aws:elasticloadbalancing:us-east-2:210987654321:targetgroup\/use2-x-[0-9a-f]{7}\/[0-9a-f]{16}$/, { arnSuffix: /^targetgroup\// }],
  ["aws:lb/listener:Listener", { loadBalancerArn: balancer }, /:listener\/app\/use2-x-0123abc\/0123456789abcdef\/[0-9a-f]{16}$/, {}],
  ["aws:route53/zone:Zone", {}, /^Z[0-9A-Z]{20}$/, { arn: /^arn:aws:route53:::hostedzone\/Z[0-9A-Z]{20}$/, primaryNameServer: /^ns-\d{1,4}\.awsdns-\d\d\.com$/ }],
  ["aws:route53/record:Record", { zoneId: "Z1", name: "app.example.com", type: "A", setIdentifier: "use2" }, /^Z1_app\.example\.com_A_use2$/, { fqdn: /^app\.example\.com$/ }],
  ["aws:route53/healthCheck:HealthCheck", {}, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { arn: /^arn:aws:route53:::healthcheck\/[0-9a-f-]{36}$/ }],
  ["aws:acm/certificate:Certificate", { domainName: "example.com" }, /^arn:aws:acm:us-east-2:210987654321:certificate\/[0-9a-f-]{36}$/, {}],
  ["aws:kms/key:Key", {}, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { arn: /^arn:aws:kms:us-east-2:210987654321:key\/[0-9a-f-]{36}$/ }],
  ["aws:cloudwatch/logGroup:LogGroup", { namePrefix: "aws-waf-logs-use2-" }, /^aws-waf-logs-use2-\d{18}[0-9a-f]{8}$/, {
    arn: /^arn:aws:logs:us-east-2:210987654321:log-group:aws-waf-logs-use2-\d{18}[0-9a-f]{8}$/,
  }],
  ["aws:kms/key:Key", { multiRegion: true }, /^mrk-[0-9a-f]{32}$/, {}],
  ["aws:kms/replicaKey:ReplicaKey", { primaryKeyArn: primaryKey }, /^mrk-0123456789abcdef0123456789abcdef$/, { arn: /^arn:aws:kms:us-east-2:210987654321:key\/mrk-/ }],
  ["aws:iam/role:Role", {}, /^use2-x-[0-9a-f]{7}$/, { arn: /^arn:aws:iam::210987654321:role\/use2-x-[0-9a-f]{7}$/, uniqueId: /^AROA[A-Z2-7]{17}$/ }],
  ["aws:ecs/cluster:Cluster", { name: "c" }, /^arn:aws:ecs:us-east-2:210987654321:cluster\/c$/, {}],
  ["aws:ecs/service:Service", { cluster: "arn:aws:ecs:us-east-2:210987654321:cluster/c", name: "s" }, /^arn:aws:ecs:us-east-2:210987654321:service\/c\/s$/, {}],
  ["aws:ecs/taskDefinition:TaskDefinition", { family: "f" }, /^f$/, { arn: /^arn:aws:ecs:us-east-2:210987654321:task-definition\/f:1$/ }],
  ["aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL", name: "w" }, /^[0-9a-f-]{36}$/, { arn: /^arn:aws:wafv2:us-east-2:210987654321:regional\/webacl\/w\/[0-9a-f-]{36}$/ }],
  ["aws:wafv2/webAcl:WebAcl", { scope: "CLOUDFRONT", name: "w" }, /^[0-9a-f-]{36}$/, { arn: /:global\/webacl\/w\/[0-9a-f-]{36}$/ }],
  ["aws:cloudwatch/logGroup:LogGroup", { name: "/a/b" }, /^\/a\/b$/, { arn: /^arn:aws:logs:us-east-2:210987654321:log-group:\/a\/b$/ }],
  ["aws:cloudwatch/metricAlarm:MetricAlarm", {}, /^use2-x-[0-9a-f]{7}$/, { arn: /^arn:aws:cloudwatch:us-east-2:210987654321:alarm:use2-x-[0-9a-f]{7}$/ }],
  ["aws:s3/bucket:Bucket", { bucket: undefined }, /^use2-x-[0-9a-f]{7}$/, {
    arn: /^arn:aws:s3:::use2-x-[0-9a-f]{7}$/, bucketRegionalDomainName: /^use2-x-[0-9a-f]{7}\.s3\.us-east-2\.amazonaws\.com$/, hostedZoneId: /^Z2O1EMRO9K5GLX$/,
  }],
  ["aws:arcregionswitch/plan:Plan", { name: "understudy-prod" }, /^arn:aws:arc-region-switch::210987654321:plan\/understudy-prod:[a-z0-9]{6}$/, { arn: /:plan\/understudy-prod:[a-z0-9]{6}$/ }],
  ["aws:sns/topic:Topic", { name: "t" }, /^arn:aws:sns:us-east-2:210987654321:t$/, {}],
  ["aws:sqs/queue:Queue", { name: "q", fifoQueue: true }, /^https:\/\/sqs\.us-east-2\.amazonaws\.com\/210987654321\/q\.fifo$/, { arn: /^arn:aws:sqs:us-east-2:210987654321:q\.fifo$/ }],
  ["aws:ssm/parameter:Parameter", { name: "/a" }, /^\/a$/, { arn: /^arn:aws:ssm:us-east-2:210987654321:parameter\/a$/ }],
  ["aws:secretsmanager/secret:Secret", {}, /^arn:aws:secretsmanager:us-east-2:210987654321:secret:use2-x-[0-9a-f]{7}-[0-9A-Z]{6}$/, {}],
  ["aws:rds/cluster:Cluster", { clusterIdentifier: "c", engine: "aurora-postgresql", manageMasterUserPassword: true }, /^c$/, {
    arn: /^arn:aws:rds:us-east-2:210987654321:cluster:c$/, endpoint: /^c\.cluster-[0-9a-z]{12}\.us-east-2\.rds\.amazonaws\.com$/,
    readerEndpoint: /^c\.cluster-ro-[0-9a-z]{12}\.us-east-2\.rds\.amazonaws\.com$/, clusterResourceId: /^cluster-[0-9A-Z]{26}$/, port: /^5432$/,
  }],
  ["aws:rds/globalCluster:GlobalCluster", { globalClusterIdentifier: "g" }, /^g$/, {
    arn: /^arn:aws:rds::210987654321:global-cluster:g$/, endpoint: /^g\.global-[0-9a-z]{12}\.global\.rds\.amazonaws\.com$/,
  }],
  ["aws:rds/proxy:Proxy", { name: "p" }, /^p$/, { arn: /^arn:aws:rds:us-east-2:210987654321:db-proxy:prx-[0-9a-f]{17}$/, endpoint: /^p\.proxy-[0-9a-z]{12}\.us-east-2\./ }],
  ["aws:apigateway/restApi:RestApi", {}, /^[0-9a-z]{10}$/, {
    name: /^use2-x-[0-9a-f]{7}$/, arn: /^arn:aws:apigateway:us-east-2::\/restapis\/[0-9a-z]{10}$/, executionArn: /^arn:aws:execute-api:us-east-2:210987654321:[0-9a-z]{10}$/,
  }],
  ["aws:apigateway/deployment:Deployment", {}, /^[0-9a-z]{6}$/, {}],
  ["aws:apigateway/stage:Stage", { restApi: "a", stageName: "live" }, /^ags-a-live$/, {
    arn: /^arn:aws:apigateway:us-east-2::\/restapis\/a\/stages\/live$/, invokeUrl: /^https:\/\/a\.execute-api\.us-east-2\.amazonaws\.com\/live$/,
  }],
  ["aws:apigateway/methodSettings:MethodSettings", { restApi: "a", stageName: "live", methodPath: "*/*" }, /^a-live-\*\/\*$/, {}],
  ["aws:apigateway/domainName:DomainName", { domainName: "api.example.com" }, /^api\.example\.com$/, {
    regionalDomainName: /^d-[0-9a-z]{10}\.execute-api\.us-east-2\.amazonaws\.com$/, regionalZoneId: /^ZOJJZC49E0EPZ$/,
  }],
  ["aws:apigateway/basePathMapping:BasePathMapping", { domainName: "api.example.com", basePath: "v1" }, /^api\.example\.com\/v1$/, {}],
  ["aws:kinesis/stream:Stream", { name: "s" }, /^arn:aws:kinesis:us-east-2:210987654321:stream\/s$/, { name: /^s$/ }],
  ["aws:lambda/eventSourceMapping:EventSourceMapping", {}, /^[0-9a-f-]{36}$/, { arn: /:event-source-mapping:[0-9a-f-]{36}$/ }],
  ["aws:backup/vault:Vault", { name: "v" }, /^v$/, { arn: /^arn:aws:backup:us-east-2:210987654321:backup-vault:v$/ }],
  ["aws:backup/plan:Plan", {}, /^[0-9a-f-]{36}$/, { arn: /^arn:aws:backup:us-east-2:210987654321:backup-plan:[0-9a-f-]{36}$/ }],
  ["aws:appsync/graphQLApi:GraphQLApi", {}, /^[a-z2-7]{26}$/, { arn: /^arn:aws:appsync:us-east-2:210987654321:apis\/[a-z2-7]{26}$/ }],
  ["aws:appsync/dataSource:DataSource", { apiId: "a", name: "read" }, /^a-read$/, { arn: /^arn:aws:appsync:us-east-2:210987654321:apis\/a\/datasources\/read$/ }],
  ["aws:appsync/function:Function", { apiId: "a", name: "admit" }, /^a-[a-z2-7]{26}$/, { functionId: /^[a-z2-7]{26}$/, arn: /:apis\/a\/functions\/[a-z2-7]{26}$/ }],
  ["aws:appsync/resolver:Resolver", { apiId: "a", type: "Query", field: "changes" }, /^a-Query-changes$/, { arn: /:apis\/a\/types\/Query\/resolvers\/changes$/ }],
  ["aws-native:cognito:UserPool", {}, /^us-east-2_[0-9A-Za-z]{9}$/, {
    userPoolId: /^us-east-2_[0-9A-Za-z]{9}$/, arn: /^arn:aws:cognito-idp:us-east-2:210987654321:userpool\/us-east-2_[0-9A-Za-z]{9}$/,
    providerName: /^cognito-idp\.us-east-2\.amazonaws\.com\/us-east-2_[0-9A-Za-z]{9}$/, providerUrl: /^https:\/\/cognito-idp\.us-east-2\.amazonaws\.com\/us-east-2_/,
  }],
  ["aws-native:cognito:UserPoolReplica", { userPoolId: "p", regionName: "us-west-2" }, /^p\|us-west-2$/, {}],
  ["aws-native:cognito:UserPoolRegionalConfigurationAttachment", { userPoolId: "p" }, /^p$/, {}],
  ["aws-native:cognito:UserPoolDomain", { userPoolId: "p", domain: "login.example.com" }, /^p\|login\.example\.com$/, { cloudFrontDistribution: /^d[0-9a-z]{13}\.cloudfront\.net$/ }],
  ["aws-native:cognito:UserPoolIdentityProvider", { userPoolId: "p", providerName: "Workforce" }, /^p\|Workforce$/, {}],
  ["aws:cognito/userPoolClient:UserPoolClient", { generateSecret: true }, /^[0-9a-z]{26}$/, { clientSecret: /^[0-9a-z]{51}$/ }],
  ["aws:cognito/userGroup:UserGroup", { userPoolId: "p", name: "member" }, /^p\/member$/, {}],
  ["aws:cognito/resourceServer:ResourceServer", { userPoolId: "p", identifier: "https://api" }, /^p\|https:\/\/api$/, {}],
  ["aws:cognito/managedLoginBranding:ManagedLoginBranding", { userPoolId: "p" }, /^p,[0-9a-f-]{36}$/, {}],
  ["aws:cognito/identityPool:IdentityPool", {}, /^us-east-2:[0-9a-f-]{36}$/, { arn: /^arn:aws:cognito-identity:us-east-2:210987654321:identitypool\/us-east-2:[0-9a-f-]{36}$/ }],
  ["aws:pinpoint/app:App", {}, /^[0-9a-f]{32}$/, { arn: /^arn:aws:mobiletargeting:us-east-2:210987654321:apps\/[0-9a-f]{32}$/, applicationId: /^[0-9a-f]{32}$/ }],
  ["aws:pinpoint/gcmChannel:GcmChannel", { applicationId: "a" }, /^a$/, {}],
  ["aws:pinpoint/smsvoicev2ConfigurationSet:Smsvoicev2ConfigurationSet", { name: "s" }, /^s$/, { arn: /^arn:aws:sms-voice:us-east-2:210987654321:configuration-set\/s$/ }],
  ["aws:pinpoint/smsvoicev2Pool:Smsvoicev2Pool", {}, /^pool-[0-9a-f]{32}$/, { arn: /^arn:aws:sms-voice:us-east-2:210987654321:pool\/pool-[0-9a-f]{32}$/ }],
  ["aws:pinpoint/smsvoicev2EventDestination:Smsvoicev2EventDestination", { configurationSetName: "s", eventDestinationName: "e" }, /^s,e$/, {}],
  ["aws:sesv2/configurationSet:ConfigurationSet", { configurationSetName: "s" }, /^s$/, { arn: /^arn:aws:ses:us-east-2:210987654321:configuration-set\/s$/ }],
  ["aws:sesv2/emailIdentity:EmailIdentity", { emailIdentity: "example.com" }, /^example\.com$/, { arn: /^arn:aws:ses:us-east-2:210987654321:identity\/example\.com$/ }],
  ["aws:ses/domainIdentityVerification:DomainIdentityVerification", { domain: "example.com" }, /^example\.com$/, { arn: /^arn:aws:ses:us-east-2:210987654321:identity\/example\.com$/ }],
  ["aws:sesv2/emailIdentityMailFromAttributes:EmailIdentityMailFromAttributes", { emailIdentity: "example.com" }, /^example\.com$/, {}],
  ["aws:sesv2/emailIdentityFeedbackAttributes:EmailIdentityFeedbackAttributes", { emailIdentity: "example.com" }, /^example\.com$/, {}],
  ["aws:lambda/eventSourceMapping:EventSourceMapping", {}, /^[0-9a-f-]{36}$/, { arn: /^arn:aws:lambda:us-east-2:210987654321:event-source-mapping:[0-9a-f-]{36}$/ }],
  ["random:index/randomPassword:RandomPassword", { length: 20, special: false }, /^none$/, { result: /^[A-Za-z0-9]{20}$/ }],
  ["random:index/randomId:RandomId", { byteLength: 4 }, /^[\w-]{6}$/, { hex: /^[0-9a-f]{8}$/, dec: /^\d+$/ }],
];

const texts = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
};

describe("the answers in place of AWS", () => {
  for (const [type, inputs, id, outputs] of forms) {
    it(`have AWS's form for ${type} with ${JSON.stringify(inputs)}`, () => {
      const made = answers.create(question(type, "use2-x", { inputs }));
      assert.match(made.id, id);
      for (const [key, form] of Object.entries(outputs)) assert.match(String(made.outputs[key]), form);
    });
  }

  it("are the same for the same resource, and no other's", () => {
    for (const type of knownTypes) {
      assert.deepEqual(answers.create(question(type)), answers.create(question(type)), type);
      if (type === "random:index/randomPassword:RandomPassword") continue;
      if (type === "random:index/randomInteger:RandomInteger" || type === "aws:apigateway/account:Account" || type === "aws:backup/regionSettings:RegionSettings") continue;
      assert.notEqual(answers.create(question(type)).id, answers.create(question(type, "usw2-x")).id, type);
    }
  });

  it("carry the region and the account of their place, or none", () => {
    for (const type of knownTypes) {
      for (const arn of texts(answers.create(question(type)).outputs).filter((text) => text.startsWith("arn:aws:"))) {
        const [, , , region, account] = arn.split(":");
        assert.ok(["us-east-2", ""].includes(region ?? "?") && ["210987654321", "", "lambda"].includes(account ?? "?"), `${type}: ${arn}`);
      }
    }
  });

  it("tell the region of what belongs to one", () => {
    const regionOf = (type: string): unknown => answers.create(question(type)).outputs["region"];
    assert.deepEqual(["aws:sns/topic:Topic", "aws:s3/bucketPolicy:BucketPolicy", "aws:route53/resolverRule:ResolverRule"].map(regionOf), ["us-east-2", "us-east-2", "us-east-2"]);
    assert.deepEqual(["aws:iam/role:Role", "aws:route53/zone:Zone", "random:index/randomId:RandomId"].map(regionOf), [undefined, undefined, undefined]);
  });

  it("follow a region of the resource's own, and a partition", () => {
    const inputs = { region: "cn-north-1", name: "t" };
    assert.equal(answers.create(question("aws:sns/topic:Topic", "x", { inputs })).id, "arn:aws-cn:sns:cn-north-1:210987654321:t");
    const { dnsName } = answers.create(question("aws:lb/loadBalancer:LoadBalancer", "x", { inputs })).outputs;
    assert.match(String(dnsName), /^t-\d{10}\.cn-north-1\.elb\.amazonaws\.com\.cn$/);
  });

  it("prove a domain in the same way in every region, once for a domain and its wildcard", () => {
    const inputs = { domainName: "example.com", subjectAlternativeNames: ["*.example.com", "app.example.com", "example.com"] };
    const [east, west] = ["us-east-2", "us-west-2"].map((region) =>
      answers.create(question("aws:acm/certificate:Certificate", region, { inputs, place: { ...place, region } })));
    assert.notEqual(east?.id, west?.id);
    assert.deepEqual(east?.outputs["domainValidationOptions"], west?.outputs["domainValidationOptions"]);
    const [apex, wildcard, app] = east?.outputs["domainValidationOptions"] as Record<string, string>[];
    assert.deepEqual([apex?.["domainName"], wildcard?.["domainName"], app?.["domainName"]], ["example.com", "*.example.com", "app.example.com"]);
    assert.deepEqual({ ...apex, domainName: "" }, { ...wildcard, domainName: "" });
    assert.match(apex?.["resourceRecordName"] ?? "", /^_[0-9a-f]{32}\.example\.com\.$/);
    assert.match(apex?.["resourceRecordValue"] ?? "", /^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/);
    assert.notEqual(apex?.["resourceRecordName"], app?.["resourceRecordName"]);
  });

  it("agree with each other about what a VPC has from its birth", () => {
    const vpc = answers.create(question("aws:ec2/vpc:Vpc"));
    const group = answers.create(question("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "other", { inputs: { vpcId: vpc.id } }));
    assert.equal(group.id, vpc.outputs["defaultSecurityGroupId"]);
  });

  it("name an interface endpoint, and its service where private DNS is on", () => {
    const inputs = { serviceName: "com.amazonaws.us-east-2.ecr.api", vpcEndpointType: "Interface", privateDnsEnabled: true, subnetIds: ["subnet-1", "subnet-2"] };
    const { outputs } = answers.create(question("aws:ec2/vpcEndpoint:VpcEndpoint", "x", { inputs }));
    const [own, shared] = outputs["dnsEntries"] as Record<string, string>[];
    assert.match(own?.["dnsName"] ?? "", /^vpce-[0-9a-f]{17}-[0-9a-f]{8}\.ecr\.api\.us-east-2\.vpce\.amazonaws\.com$/);
    assert.equal(shared?.["dnsName"], "ecr.api.us-east-2.amazonaws.com");
    assert.equal((outputs["networkInterfaceIds"] as string[]).length, 2);
  });

  it("give an API two addresses of its region, under a name that is not its ID", () => {
    const { id, outputs } = answers.create(question("aws:appsync/graphQLApi:GraphQLApi"));
    const { GRAPHQL, REALTIME } = outputs["uris"] as Record<string, string>;
    const host = /^https:\/\/([a-z2-7]{26})\.appsync-api\.us-east-2\.amazonaws\.com\/graphql$/.exec(GRAPHQL ?? "")?.[1];
    assert.equal(REALTIME, `wss://${String(host)}.appsync-realtime-api.us-east-2.amazonaws.com/graphql`);
    assert.notEqual(host, id);
  });

  it("keep the ID of what exists already, wherever it stands", () => {
    const read = answers.read({ ...question("aws:ec2/vpc:Vpc"), id: "vpc-0123456789abcdef0" });
    assert.equal(read.outputs["arn"], "arn:aws:ec2:us-east-2:210987654321:vpc/vpc-0123456789abcdef0");
  });

  it("say when they only know a general form", () => {
    const rough = answers.create(question("aws:glue/registry:Registry"));
    assert.equal(rough.isRough, true);
    assert.match(String(rough.outputs["arn"]), /^arn:aws:glue:us-east-2:210987654321:registry\/use2-x-[0-9a-f]{7}$/);
    assert.equal(answers.create(question("aws:sns/topic:Topic")).isRough, undefined);
    assert.equal(answers.create(question("other:index:Thing")).outputs["arn"], undefined);
  });
});

describe("the functions that are answered in place of AWS", () => {
  const call = (token: string, args = {}, settings = {}) => answers.invoke({ token, args, place, settings });

  it("know region, account, partition and zones", () => {
    assert.deepEqual(call("aws:index/getAvailabilityZones:getAvailabilityZones")["names"], ["us-east-2a", "us-east-2b", "us-east-2c"]);
    assert.equal(call("aws:index/getRegion:getRegion")["region"], "us-east-2");
    assert.equal(call("aws:index/getCallerIdentity:getCallerIdentity")["accountId"], "210987654321");
    assert.deepEqual(call("aws:index/getPartition:getPartition"),
      { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" });
  });

  it("say of a platform what its settings say: who is active, once that was recorded, and who writes", () => {
    const settings = (primary: string, epoch: string) => ({ primary, epoch, places: '[{"key":"use2","region":"us-east-2"},{"key":"usw2","region":"us-west-2"}]' });
    const item = (pk: string, said: object) => call("aws:dynamodb/getTableItem:getTableItem", { tableName: "app-control", key: JSON.stringify({ pk: { S: pk }, sk: { S: "-" } }) }, said)["item"];
    assert.equal(item("region#usw2", settings("usw2", "2")), '{"pk":{"S":"region#usw2"},"sk":{"S":"-"},"epoch":{"N":"2"},"at":{"N":"0"},"by":{"S":"preview"}}');
    for (const [pk, said] of [["region#use2", settings("usw2", "2")], ["lock#usw2", settings("usw2", "2")], ["region#use2", settings("use2", "1")]] as const) {
      assert.throws(() => item(pk, said), { message: `reading DynamoDB Table Item (app-control|${pk}|-): empty result` });
    }
    assert.deepEqual(call("aws:rds/getGlobalCluster:getGlobalCluster", { identifier: "app" }, settings("usw2", "2"))["members"], [
      { dbClusterArn: "arn:aws:rds:us-east-2:210987654321:cluster:app-use2", isWriter: false }, { dbClusterArn: "arn:aws:rds:us-west-2:210987654321:cluster:app-usw2", isWriter: true },
    ]);
  });

  it("write a policy document as the provider does", () => {
    const statements = [{
      sid: "Read", actions: ["s3:GetObject"], resources: ["a", "b"], principals: [{ type: "Service", identifiers: ["x.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["210987654321"] }],
    }];
    assert.deepEqual(JSON.parse(String(call("aws:iam/getPolicyDocument:getPolicyDocument", { statements })["json"])), {
      Version: "2012-10-17",
      Statement: [{
        Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: ["a", "b"], Principal: { Service: "x.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
      }],
    });
  });

  it("refuse to look anything up, by name", () => {
    assert.throws(() => call("aws:ec2/getAmi:getAmi"),
      { message: "aws:ec2/getAmi:getAmi looks something up in the cloud, which a preview cannot: pass the value in as a setting" });
  });
});
