import { type ActivationEnds, type Site } from "./calls";
import type { Here } from "./walk";
import { json, text, type World } from "./world";

/** Where a place keeps things, out of its graph. */
export function siteOf(world: World, { place, region }: Here): Site {
  const arnOf = (type: string, name: string): string => text(world.one(type, name).outputs["arn"]);
  return {
    table(key) {
      const { inputs, outputs } = world.first("aws:dynamodb/table:Table", ({ name }) => name.endsWith(`-tables-${key}`), key);
      return `arn:aws:dynamodb:${region}:${text(outputs["arn"]).split(":")[4] ?? ""}:table/${text(inputs["name"])}`;
    },
    bucket: (key) => arnOf("aws:s3/bucket:Bucket", `${place}-${key}`),
    queue: (key) => arnOf("aws:sqs/queue:Queue", `${place}-${key}`),
    secret(key) {
      const { outputs } = world.first("aws:secretsmanager/secret:Secret", ({ name }) => name.endsWith(`-${key}`), key);
      return text(outputs["arn"]).replace(/:secretsmanager:[a-z0-9-]+:/, `:secretsmanager:${region}:`);
    },
    app: () => world.all("aws:pinpoint/app:App").filter(({ name }) => name.startsWith(place)).map(({ outputs }) => text(outputs["arn"]))[0],
    email: () => ["aws:sesv2/emailIdentity:EmailIdentity", "aws:sesv2/configurationSet:ConfigurationSet"].flatMap((type) =>
      world.all(type).filter(({ name }) => name.startsWith(place)).map(({ outputs }) => text(outputs["arn"]))),
    letters: () => lettersOf(world, place),
    ends: (which) => endsOf(world, which === "here" ? place : otherThan(world, place)),
    stream: (key) => arnOf("aws:kinesis/stream:Stream", `${place}-${key}`),
    pool: () => text(world.first("aws-native:cognito:UserPool", ({ name }) => name.startsWith(place), `of ${place}`).outputs["arn"]),
  };
}

/** The mail that a pool signs, and the rules that the domain has by default. */
function lettersOf(world: World, place: string): readonly string[] {
  const own = [...world.all("aws-native:cognito:UserPool"), ...world.all("aws-native:cognito:UserPoolRegionalConfigurationAttachment")].find(({ name }) => name.startsWith(`${place}-`));
  const arn = text(json(own?.inputs["emailConfiguration"])["sourceArn"]);
  const identity = world.all("aws:sesv2/emailIdentity:EmailIdentity").find(({ name, outputs }) => name.startsWith(`${place}-`) && outputs["arn"] === arn);
  const rules = world.all("aws:sesv2/configurationSet:ConfigurationSet").find(({ name, outputs }) => name.startsWith(`${place}-`) && outputs["configurationSetName"] === identity?.inputs["configurationSetName"]);
  return [arn, text(rules?.outputs["arn"])].filter((each) => each !== "");
}

function otherThan(world: World, place: string): string {
  const found = world.all("aws:rds/cluster:Cluster").map(({ name }) => name.split("-")[0] ?? "").find((key) => key !== place);
  return found ?? place;
}

function endsOf(world: World, place: string): ActivationEnds {
  const own = (type: string, part: string): string => text(world.one(type, `${place}-${part}`).outputs["arn"]);
  const cluster = own("aws:rds/cluster:Cluster", "database");
  const [, , , region = "", account = ""] = cluster.split(":");
  const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
  const services = world.all("aws:ecs/service:Service").filter(({ name }) => name.startsWith(`${place}-`));
  const groups = world.all("aws:ec2/securityGroup:SecurityGroup");
  const door = groups.find(({ name }) => name === `${place}-database-proxy`) ?? groups.find(({ name }) => name === `${place}-database`);
  const listener = world.first("aws:lb/listener:Listener", ({ name, inputs }) => name.startsWith(`${place}-`) && inputs["certificateArn"] !== undefined, `of ${place}`);
  const asked = world.all("aws:route53/healthCheck:HealthCheck").map(({ inputs }) => text(inputs["resourcePath"])).find((path) => path.endsWith("/active")) ?? "";
  return {
    place, cluster, arn, control: arn("dynamodb", `table/${text(world.first("aws:dynamodb/table:Table", ({ name }) => name.endsWith("-tables-control"), "control").inputs["name"])}`),
    globalCluster: text(world.all("aws:rds/globalCluster:GlobalCluster")[0]?.outputs["arn"]),
    services: services.map(({ outputs }) => text(outputs["arn"])), ecsCluster: text(services[0]?.inputs["cluster"]),
    lever: `${own("aws:s3/bucket:Bucket", "lever")}${asked}`, evidence: own("aws:s3/bucket:Bucket", "evidence"), proxyGroup: text(door?.outputs["arn"]),
    operators: own("aws:sns/topic:Topic", "messaging-operators"), certificate: text(listener.inputs["certificateArn"]), databaseFunction: own("aws:lambda/function:Function", "failover-database"),
    machine: (name) => own("aws:sfn/stateMachine:StateMachine", `failover-${name === "activate" ? "activate" : "wait"}`),
  };
}
