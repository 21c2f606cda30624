import { type Graph } from "../../../tools/recorder/graph";
import { withValue } from "../../support/settings";
import { added, container, type Draft, one, planted } from "./plant";

/** A reference to the first place that is put into the second, and what the proof must say of it. */
export interface Plant {
  readonly what: string;
  /** The graph with the reference in it. `name` turns what is written about usw2 and use2 to the places that are meant. */
  readonly plant: (graph: Graph, name: (text: string) => string) => Graph;
  readonly says: readonly string[];
}

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const taskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
const balancer = "aws:lb/loadBalancer:LoadBalancer";
const key = "aws:kms/key:Key";
const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const bucket = "aws:s3/bucket:Bucket";

/** Gives the service's first container one variable. */
function environment(draft: Draft, value: string): void {
  container(draft, (first) => { first["environment"] = [{ name: "PLANTED", value }]; });
}

const inEnvironment = (what: string, value: (graph: Graph, name: (text: string) => string) => string, [needs, end]: readonly [string, string]): Plant => ({
  what,
  plant: (graph, name) => planted(graph, [taskDefinition, name("usw2-service-app")], (draft) => { environment(draft, value(graph, name)); }),
  says: [
    `  ✗ usw2-service-app  aws:ecs:TaskDefinition  needs ${needs} of use2`,
    "      usw2-service-app  aws:ecs:Service",
    "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
    `        ${end}`,
  ],
});

const variable = "containerDefinitions[0].environment[0].value";

/** One plant for each way in which a place could come to need the other. */
export const plants: readonly Plant[] = [
  {
    what: "a key, by its ARN",
    plant: (graph, name) => planted(graph, [logGroup, name("usw2-service-app")], (draft) => { draft.inputs["kmsKeyId"] = one(graph, key, name("use2-keys-logs")).outputs["arn"]; }),
    says: [
      "  ✗ usw2-service-app  aws:cloudwatch:LogGroup  needs a key of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
      "        containerDefinitions[0].logConfiguration.options.awslogs-group → usw2-service-app.id  aws:cloudwatch:LogGroup",
      "        kmsKeyId → use2-keys-logs.arn  aws:kms:Key, only in use2",
    ],
  },
  inEnvironment("an endpoint, by its host name", (graph, name) => `https://${String(one(graph, balancer, name("use2-balancer")).outputs["dnsName"])}/orders`,
    ["an endpoint", `${variable} → use2-balancer.dnsName  aws:lb:LoadBalancer, only in use2`]),
  inEnvironment("an endpoint, in Base64", (graph, name) => Buffer.from(`upstream ${String(one(graph, balancer, name("use2-balancer")).outputs["dnsName"])}:443`).toString("base64"),
    ["an endpoint", `${variable} (in Base64) → use2-balancer.dnsName  aws:lb:LoadBalancer, only in use2`]),
  inEnvironment("an endpoint of AWS in the region", (_, name) => name("https://sqs.us-east-2.amazonaws.com/"),
    ["an endpoint", `${variable} → "https://sqs.us-east-2.amazonaws.com/", which is in use2`]),
  inEnvironment("the origin of the place", (_, name) => name("https://origin-use2.example.com/"),
    ["an endpoint", `${variable} → "https://origin-use2.example.com/", which is in use2`]),
  inEnvironment("an address of the network", (_, name) => name("10.20.1.4"), ["a name", `${variable} → "10.20.1.4", which is in use2`]),
  inEnvironment("the name of a role session", (_, name) => name("orders-use2"), ["a name", `${variable} → "orders-use2", which is in use2`]),
  {
    what: "a secret, by its ARN",
    plant: (graph, name) => planted(graph, [taskDefinition, name("usw2-service-app")], (draft) => {
      container(draft, (first) => { first["secrets"] = [{ name: "TOKEN", valueFrom: name("arn:aws:secretsmanager:us-east-2:123456789012:secret:token-AbCdEf") }]; });
    }),
    says: [
      "  ✗ usw2-service-app  aws:ecs:TaskDefinition  needs a secret of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
      "        containerDefinitions[0].secrets[0].valueFrom → \"arn:aws:secretsmanager:us-east-2:123456789012:secret:token-AbCdEf\", which is in use2",
    ],
  },
  {
    what: "an image, by its registry",
    plant: (graph, name) => planted(graph, [taskDefinition, name("usw2-service-app")], (draft) => {
      container(draft, (first) => { first["image"] = String(first["image"]).replace(name(".dkr.ecr.us-west-2."), name(".dkr.ecr.us-east-2.")); });
    }),
    says: [
      "  ✗ usw2-service-app  aws:ecs:TaskDefinition  needs an image of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
      `        containerDefinitions[0].image → "123456789012.dkr.ecr.us-east-2.amazonaws.com/app@sha256:${"0".repeat(64)}", which is in use2`,
    ],
  },
  {
    what: "a bucket, by its name",
    plant: (graph, name) => planted(graph, [balancer, name("usw2-balancer")], (draft) => {
      draft.inputs = withValue(draft.inputs, ["accessLogs", "bucket"], one(graph, bucket, name("use2-logs")).id);
    }),
    says: [
      "  ✗ usw2-balancer  aws:lb:LoadBalancer  needs a bucket of use2",
      "      usw2-balancer  aws:lb:LoadBalancer",
      "        accessLogs.bucket → use2-logs.id  aws:s3:Bucket, only in use2",
    ],
  },
  {
    what: "a role to assume, by its ARN",
    plant: (graph, name) => planted(graph, [rolePolicy, name("usw2-service-app-start")], (draft) => {
      draft.inputs = withValue(draft.inputs, ["policy", "Statement", 0, "Resource"], [one(graph, role, name("use2-service-app-task")).outputs["arn"]]);
    }),
    says: [
      "  ✗ usw2-service-app-start  aws:iam:RolePolicy  needs a role of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
      "        executionRoleArn → usw2-service-app-start.arn  aws:iam:Role",
      "        ← role of usw2-service-app-start  aws:iam:RolePolicy",
      "        policy.Statement[0].Resource[0] → use2-service-app-task.arn  aws:iam:Role, only in use2",
    ],
  },
  {
    what: "a DNS zone that AWS keeps for the region",
    plant: (graph, name) => planted(graph, ["aws:route53/record:Record", name("usw2-failover-app")], (draft) => {
      draft.inputs = withValue(draft.inputs, ["aliases", 0, "zoneId"], name("Z3AADJGX6KTTL2"));
    }),
    says: [
      "  ✗ usw2-failover-app  aws:route53:Record  needs a resource of use2",
      "      usw2-failover-app  aws:route53:Record",
      "        aliases[0].zoneId → use2-balancer.zoneId  aws:lb:LoadBalancer, only in use2",
    ],
  },
  {
    what: "a check of the other place's health",
    plant: (graph, name) => planted(graph, ["aws:route53/record:Record", name("usw2-failover-app")], (draft) => {
      draft.inputs["healthCheckId"] = one(graph, "aws:route53/healthCheck:HealthCheck", name("use2-failover-role")).id;
    }),
    says: [
      "  ✗ usw2-failover-app  aws:route53:Record  needs a resource of use2",
      "      usw2-failover-app  aws:route53:Record",
      "        healthCheckId → use2-failover-role.id  aws:route53:HealthCheck, only in use2",
    ],
  },
  {
    what: "something that only has to be there first",
    plant: (graph, name) => planted(graph, ["aws:ecs/service:Service", name("usw2-service-app")], (draft) => {
      draft.dependencies = [...draft.dependencies ?? [], one(graph, balancer, name("use2-balancer")).urn];
    }),
    says: [
      "  ✗ usw2-service-app  aws:ecs:Service  needs a resource of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        dependsOn → use2-balancer  aws:lb:LoadBalancer, only in use2",
    ],
  },
  {
    what: "a key, for what no user comes by",
    plant: (graph, name) => planted(graph, [logGroup, name("usw2-network-flows")], (draft) => { draft.inputs["kmsKeyId"] = one(graph, key, name("use2-keys-logs")).outputs["arn"]; }),
    says: [
      "  ✗ usw2-network-flows  aws:cloudwatch:LogGroup  needs a key of use2  serves nobody, but is a part of usw2",
      "      usw2-network-flows  aws:cloudwatch:LogGroup",
      "        kmsKeyId → use2-keys-logs.arn  aws:kms:Key, only in use2",
    ],
  },
  {
    what: "the provider, for what must be in the place",
    plant: (graph, name) => planted(graph, ["aws:cloudwatch/metricAlarm:MetricAlarm", name("usw2-service-app-a-unfit")], (draft) => {
      draft.provider = one(graph, logGroup, name("use2-service-app")).provider ?? "";
      draft.inputs = { threshold: 1 };
      draft.outputs = { arn: draft.outputs["arn"], threshold: 1 };
      draft.dependencies = [];
      draft.propertyDependencies = {};
    }),
    says: [
      "  ✗ usw2-service-app  aws:ecs:Service  needs a resource of use2",
      "      usw2-service-app  aws:ecs:Service",
      "        alarms.alarmNames[1] → usw2-service-app-a-unfit.id  aws:cloudwatch:MetricAlarm, only in use2",
      "  ✗ usw2-service-app-a-unfit  aws:cloudwatch:MetricAlarm  needs the provider of use2  serves nobody, but is a part of usw2",
      "      usw2-service-app-a-unfit  aws:cloudwatch:MetricAlarm",
      "        provider → use2-aws  pulumi:providers:aws, only in use2",
    ],
  },
  {
    what: "a resource that stands in a third region alone",
    plant: (graph, name) => {
      const zone = one(graph, "aws:route53/zone:Zone", "global-zone-public");
      const pictures = { ...zone, urn: zone.urn.replaceAll("route53/zone:Zone", "s3/bucket:Bucket").replace(/[^:]+$/, "global-pictures"), type: bucket, id: "pictures-0a1b2c3", inputs: {}, outputs: {} };
      return added(planted(graph, [taskDefinition, name("usw2-service-app")], (draft) => { environment(draft, "s3://pictures-0a1b2c3/"); }), pictures);
    },
    says: [
      "  ✗ usw2-service-app  aws:ecs:TaskDefinition  needs a bucket of us-east-1",
      "      usw2-service-app  aws:ecs:Service",
      "        taskDefinition → usw2-service-app.arn  aws:ecs:TaskDefinition",
      `        ${variable} → global-pictures.id  aws:s3:Bucket, only in us-east-1`,
    ],
  },
];
