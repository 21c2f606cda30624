import assert from "node:assert/strict";
import { nameOf, type Graph } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";
import { recordedStack } from "../../support/stacks";
import { mutantsOf, told, without, type Mutant } from "./mutants";
import { hopsOf, linesOf, walk, type Hop } from "./walk";
import { list, parsed, texts, World, type Json } from "./world";

const here = { place: "use2", region: "us-east-2", birth: true } as const;

/** Somebody's policy with one statement changed; gone, when the change is nothing. */
function policed(graph: Graph, [type, name, sid]: readonly [type: string, name: string, sid: string], change: (statement: Json) => Json | undefined): Mutant {
  const resource = graph.resources.find((each) => each.type === type && nameOf(each) === name) ?? assert.fail(`no ${type} ${name}`);
  const policy = parsed(revealAll(resource.inputs)["policy"]);
  const changed = { ...policy, Statement: list(policy["Statement"]).flatMap((each) => (each["Sid"] === sid ? [change(each)].filter((left) => left !== undefined) : [each])) };
  return told(graph, resource, { what: sid, inputs: { policy: typeof resource.inputs["policy"] === "string" ? JSON.stringify(changed) : changed } });
}

const lacking = (action: string) => (statement: Json): Json => ({ ...statement, Action: texts(statement["Action"]).filter((each) => each !== action) });
const rule = (way: "Egress" | "Ingress"): string => `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`;
const inputs = (graph: Graph, [type, name]: readonly [type: string, name: string], changes: Json): Mutant =>
  told(graph, graph.resources.find((each) => each.type === type && nameOf(each) === name) ?? assert.fail(`no ${type} ${name}`), { what: "changed", inputs: changes });

const rows: readonly (readonly [what: string, breaks: (graph: Graph) => Mutant, says: readonly string[]])[] = [
  ["a rule into the tasks", (graph) => without(graph, rule("Ingress"), "use2-service-app-balancer-in"), ["balancer → use2-service-app: no rule lets port 8443 into use2-service-app"]],
  ["a rule out to the proxy, on another port", (graph) => inputs(graph, [rule("Egress"), "use2-database-proxy-from-app-out"], { fromPort: 5433, toPort: 5433 }),
    ["use2-service-app → database: no rule lets port 5432 out of use2-service-app"]],
  ["a way from a subnet to the internet", (graph) => without(graph, "aws:ec2/route:Route", "use2-network-private-2"), [
    "api-events → what it is for: use2-network-private-2 has no route to a NAT gateway", "use2-api-events has no idle grant: use2-network-private-2 has no route to a NAT gateway",
  ]],
  ["an endpoint that tables are reached through", (graph) => without(graph, "aws:ec2/vpcEndpoint:VpcEndpoint", "use2-network-endpoint-dynamodb"),
    ["api-devices → what it is for: no rule lets port 443 out of use2-api-devices to dynamodb"]],
  ["what an endpoint lets pass", (graph) => policed(graph, ["aws:ec2/vpcEndpoint:VpcEndpoint", "use2-network-endpoint-secretsmanager", "OwnCredentials"], () => undefined),
    ["use2-database-setup has no idle grant: use2-network-endpoint-secretsmanager lets secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-2:123456789012:secret:understudy-prod/database/master-?????? not pass"]],
  ["an action of a role", (graph) => policed(graph, ["aws:iam/rolePolicy:RolePolicy", "use2-api-uploads", "SignUploads"], lacking("s3:PutObject")),
    ["api-uploads → what it is for: s3:PutObject on s3 understudy-prod-uploads-123456789012-us-east-2-an/users/u/f is not granted to use2-api-uploads"]],
  ["the use of a key by a role", (graph) => policed(graph, ["aws:iam/rolePolicy:RolePolicy", "use2-api-notifications", "SendNotificationsEncrypted"], lacking("kms:GenerateDataKey")),
    ["api-notifications → what it is for: kms:GenerateDataKey on kms <messages> is not granted to use2-api-notifications", "use2-api-notifications has no idle grant: kms:GenerateDataKey on kms <messages> is not granted to use2-api-notifications"]],
  ["what a key lets S3 do", (graph) => policed(graph, ["aws:kms/key:Key", "use2-keys-intake", "TakeNotices"], () => undefined), [
    "files → use2-uploads-notices: kms:Decrypt on kms <intake> is not let through by the resource's policy to s3.amazonaws.com",
    "files → use2-uploads-notices: kms:GenerateDataKey on kms <intake> is not let through by the resource's policy to s3.amazonaws.com",
  ]],
  ["the policy of a queue", (graph) => without(graph, "aws:sqs/queuePolicy:QueuePolicy", "use2-uploads-notices"),
    ["files → use2-uploads-notices: sqs:SendMessage on sqs use2-uploads-notices is not let through by the resource's policy to s3.amazonaws.com"]],
  ["whom a queue takes from", (graph) => policed(graph, ["aws:sqs/queuePolicy:QueuePolicy", "use2-uploads-notices", "TakeNotices"], (statement) => ({ ...statement, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::another" } } })),
    ["files → use2-uploads-notices: sqs:SendMessage on sqs use2-uploads-notices is not let through by the resource's policy to s3.amazonaws.com"]],
  ["who may call a function", (graph) => without(graph, "aws:lambda/permission:Permission", "use2-api-account"),
    ["API → deleteAccount: lambda:InvokeFunction on lambda function:use2-api-account is not let through by the resource's policy to apigateway.amazonaws.com"]],
  ["a name in a certificate", (graph) => inputs(graph, ["aws:acm/certificate:Certificate", "use2-certificate-request"], { subjectAlternativeNames: ["app.example.com"] }), ["internet → API: the certificate does not hold api.example.com"]],
  ["a denial beside every grant", (graph) => policed(graph, ["aws:kms/key:Key", "use2-keys-tables", "UseThroughTables"], (statement) => ({ ...statement, Effect: "Deny" })),
    ["tokens-authorizer → what it is for: kms:Decrypt on kms <tables> is denied by the resource's policy to use2-tokens-authorizer"]],
];

describe("a broken hop", () => {
  let graph: Graph;
  before(async function () {
    this.timeout(60_000);
    graph = (await recordedStack("prod")).graph;
  });

  /** Keys by what they are for, in place of what the recorder has drawn. */
  const legible = (line: string): string => graph.resources.filter(({ type }) => type === "aws:kms/key:Key").reduce((said, key) => said.replaceAll(`key/${key.id ?? ""}`, `<${nameOf(key).replace("use2-keys-", "")}>`), line);

  for (const [what, breaks, says] of rows) {
    it(`is found by ${what}`, () => {
      const said = walk(breaks(graph).graph, here).map(legible);
      assert.deepEqual(says.filter((line) => !said.includes(line)), [], said.slice(0, 8).join("\n"));
    });
  }

  it("is found wherever anything is gone that is a way, or any action that a policy allows, but where another way is left", function () {
    this.timeout(180_000);
    const finds = finder(new Set(walk(graph, here)));
    const unexplained: string[] = [];
    const used = new Set<RegExp>();
    for (const mutant of mutantsOf(graph, here.place, notWalked)) {
      const what = mutant.what.replaceAll("use2-", "");
      const [excuse] = spared.find(([pattern]) => pattern.test(what)) ?? [];
      // Whether more of what is excused is found decides nothing, and to find nothing takes longest.
      if ((excuse !== undefined && used.has(excuse)) || finds(mutant)) continue;
      if (excuse === undefined) unexplained.push(what);
      else used.add(excuse);
    }
    assert.deepEqual(unexplained, []);
    assert.deepEqual(spared.filter(([pattern]) => !used.has(pattern)).map(([pattern]) => pattern.source), []);
  });
});

/**
 * Tells whether any hop says what it did not say before. First asked are the hop that found the last mutant, which finds most of its neighbours too,
 * and those that are named after what is broken.
 */
function finder(before: ReadonlySet<string>): (mutant: Mutant) => boolean {
  let last = "";
  return ({ what, graph }) => {
    const [, broken = "nothing"] = /^\w+ use2-([\w-]+)/.exec(what) ?? [];
    const rankOf = ({ name }: Hop): number => (name === last ? 0 : name.includes(broken) ? 1 : 2);
    const hops = hopsOf(new World(graph), here).map((hop) => ({ hop, rank: rankOf(hop) })).sort((one, other) => one.rank - other.rank);
    const found = hops.find(({ hop }) => linesOf(hop).some((line) => !before.has(line)));
    last = found?.hop.name ?? last;
    return found !== undefined;
  };
}

/**
 * What has tests of its own: copies and backups, the key, texts and providers of the pool of users, records of traffic, the machines and the database of a failover, what people
 * may, and what the application may do beside what it is told of.
 */
const notWalked = /^(backup|database-monitoring|failover-(activate|database|wait)$|identity-(key|providers|sms)$|network-flows|people|keys-(backup|compute|database|executions)$|\w+-replication$|service-app-task$)/;

/** What may be gone without a hop that breaks, and why. */
const spared: readonly (readonly [RegExp, reason: string])[] = [
  [/^Key keys-(secrets|storage|tables): UseThrough\w+ without kms:(Encrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|ReEncrypt\w+)$/, "the service itself asks for it as it makes or copies what it keeps"],
  [/^Key keys-(functions|tables): \w+ without kms:(CreateGrant|Encrypt)$/, "asked for as a function or a table is made"],
  [/^Key keys-logs: EncryptLogGroups without kms:GenerateDataKeyWithoutPlaintext$/, "CloudWatch Logs asks for one of two"],
  [/^Key keys-tables: Replicate /, "the replication of tables is DynamoDB's own"],
  [/^(Key keys-messages|TopicPolicy messaging-operators): Publish(Backups|Budgets|Events) /, "what tells operators of these is no resource of the place"],
  [/^TopicSubscription messaging-operators-/, "a person"],
  [/^(QueuePolicy \S+-(failed|aside)|TopicPolicy messaging-events)$/, "it only denies"],
  [/^RolePolicy messaging-sender: \w+Encrypted without /, "three grants on one key, each of which is enough"],
  [/^RolePolicy failover-(detector|observe|promote|recover): \w+Encrypted without /, "several grants on one key, or by RDS and Step Functions, which use it in the name of whoever asks"],
  [/^RolePolicy failover-(detector|observe): See(Images|Keys|Secrets) without /, "looks at what a place needs, which settings name"],
  [/^DataSource sync-none$/, "it leads nowhere"],
  [/^(RouteTableAssociation network-isolated-\d|SecurityGroupIngressRule network-endpoint-from-isolated-[a-c])$/, "the database calls nobody"],
  [/^(SecurityGroupEgressRule service-app-(endpoints|dynamodb|internet|s3)-out|SecurityGroupEgressRule account-eraser-(dynamodb|s3)-out)$/, "a way to the internet lets through what a narrower one would"],
  [/^VpcEndpoint network-endpoint-(ecr-api|ecr-dkr|logs)$/, "without it, the internet is the way"],
  [/^VpcEndpoint network-endpoint-(kms|ssm|ssmmessages|sts)/, "for shells into tasks, and for the application's own calls"],
];
