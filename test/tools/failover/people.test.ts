import assert from "node:assert/strict";
import { marshall } from "@aws-sdk/util-dynamodb";
import { GetObjectCommand, NotFound, S3Client } from "@aws-sdk/client-s3";
import { chained, chainStart, newActivation, perform, type Activation, type StepName } from "../../../protocol";
import { hands } from "../../../functions/failover-step/hands";
import { parseSettings } from "../../../stacks/settings";
import { abort, activate, failback, preflight, resume } from "../../../tools/failover/acts/activate";
import { answer } from "../../../tools/failover/acts/answer";
import { drill } from "../../../tools/failover/acts/drill";
import { lever, suppress } from "../../../tools/failover/acts/lever";
import { status } from "../../../tools/failover/acts/status";
import { type Facts, machineArn } from "../../../tools/failover/aws/facts";
import { awsPlatform, completed, type Reach } from "../../../tools/failover/aws/platform";
import { type Answered } from "../../../tools/failover/ends";
import { parseLine } from "../../../tools/failover/line";
import { type Platform } from "../../../tools/failover/platform";
import { type Session } from "../../../tools/failover/session";
import { nameOf } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";
import { type PolicyStatement } from "../../support/grants-cover";
import { SdkStub, type Reply, type Sent } from "../../support/sdk-stub";
import { asConfig, refusal, stackFile } from "../../support/settings";
import { recordedStack } from "../../support/stacks";
import { deeds, request } from "../../functions/failover-step/deeds";
import { grantsOf } from "./role";
import { calm, deployedWorld, over, senses } from "../../functions/failover-step/world";

const places = [["usw2", "use2"], ["use2", "usw2"]] as const;
const now = Date.now();

/** AWS as two people meet it: a question is open in the place, records are there, and no lever is pulled. */
function around(world: Awaited<ReturnType<typeof deployedWorld>>): Readonly<Record<string, Reply | readonly Reply[]>> {
  const { here: { place }, common: { controlTable } } = world;
  const name = `act-${place}-2`;
  const after = { ...newActivation(request(place, world.there.place), "ana-1"), id: name, epoch: 2 };
  const question = marshall({ pk: `question#${place}`, sk: name, activation: name, askedAt: now, answerBy: now + 1_800_000, callback: "token", lines: ["Approve?"] });
  const record = chained(chainStart, { activation: name, step: "acquire", outcome: "acquired", epoch: 2, startedAt: 0, endedAt: 1, facts: {} });
  return {
    ...calm(world),
    "dynamodb:BatchGetItem": { Responses: { [controlTable]: [marshall({ pk: `lock#${place}`, sk: "-", purpose: "activate", owner: "ana-1", epoch: 2, leaseUntil: now + 1_000 })] }, UnprocessedKeys: {} },
    "dynamodb:Query": { Items: [question] }, "dynamodb:GetItem": { Item: question },
    "s3:HeadObject": new NotFound({ message: "no", $metadata: {} }),
    "s3:ListObjectsV2": ({ Delimiter }) => (Delimiter === "/" ? { CommonPrefixes: [{ Prefix: `${name}/` }] } : { Contents: [{ Key: `${name}/0001-acquire.json` }] }),
    "s3:GetObject": { Body: { transformToString: () => Promise.resolve(JSON.stringify(record)) } },
    "states:DescribeStateMachine": ({ stateMachineArn }) => ({ stateMachineArn: String(stateMachineArn), name: "x", definition: "{}", roleArn: "arn", type: "STANDARD", creationDate: new Date(0) }),
    "states:DescribeExecution": { executionArn: "arn", stateMachineArn: "arn", startDate: new Date(0), status: "SUCCEEDED", input: JSON.stringify(after), output: JSON.stringify(after) },
    "states:GetExecutionHistory": { events: [] }, "states:StopExecution": { stopDate: new Date(0) },
    "states:StartExecution": ({ stateMachineArn, name: started }) => ({ executionArn: `${String(stateMachineArn).replace(":stateMachine:", ":execution:")}:${String(started)}`, startDate: new Date(0) }),
  };
}

interface Desk {
  readonly stub: SdkStub;
  readonly platform: Platform;
  readonly facts: Facts;
  readonly reach: Reach;
  readonly type: (line: string, act: (session: Session) => Promise<Answered>) => Promise<Answered>;
}

/** Somebody at the command line, over a stub of AWS, as the program's own graph says that the places are. */
async function desk(target: string): Promise<Desk> {
  const [first, second] = [await deployedWorld("use2"), await deployedWorld("usw2")];
  const stub = new SdkStub(around(target === "use2" ? first : second));
  let time = now;
  const reach: Reach = { make: over(stub), senses, wait: (seconds) => { time += seconds * 1000; return Promise.resolve(); }, now: () => time };
  const facts: Facts = {
    project: "understudy", stack: "prod", account: "123456789012", policy: { decision: "operator", approvers: 1 },
    places: [{ key: "use2", region: "us-east-2", world: first }, { key: "usw2", region: "us-west-2", world: second }],
  };
  const platform = awsPlatform(facts, reach);
  const type: Desk["type"] = (line, act) => {
    const parsed = parseLine(line.split(" "), { stacks: ["prod"], placesOf: () => platform.places });
    assert.ok(parsed.kind === "asked", JSON.stringify(parsed));
    return act({ asked: parsed.asked, platform, stack: "prod", settings: undefined, by: "ana", nonce: "1", dryRun: parsed.asked.flag("--dry-run"), say: () => undefined });
  };
  return { stub, platform, facts, reach, type };
}

/** What an operator types. */
async function operate({ type, facts, reach, platform }: Desk, place: string): Promise<void> {
  await completed({ ...facts, places: [{ key: "use2", region: "us-east-2" }, { key: "usw2", region: "us-west-2" }] }, reach);
  for (const { region } of facts.places) {
    const Bucket = `understudy-prod-kit-123456789012-${region}-an`;
    for (const Key of ["failover.js", "facts.json"]) await reach.make(S3Client, region).send(new GetObjectCommand({ Bucket, Key }));
  }
  await type("status", status);
  await type(`preflight ${place}`, preflight);
  await type(`failback ${place} --dry-run`, failback);
  await type(`lever get ${place}`, lever);
  await type(`approve act-${place}-2 --accept-data-loss 30`, (session) => answer(session, true));
  await type(`activate ${place} --mode failover --accept-data-loss 30`, activate);
  await type(`resume act-${place}-2`, resume);
  await type(`suppress ${place} --minutes 30`, suppress);
  await type(`failback ${place} --sign-off`, failback);
  await type(`drill run ${place}`, drill);
  await type("drill report", drill);
  const { levers, ports } = platform.site(place);
  // A place that is active by the record is looked at more closely.
  await ports.doors.areOpen();
  await levers.set("drill", 2);
  await levers.clear("drill");
  await ports.evidence.append(chained(chainStart, { activation: "drill", step: "drill-lever", outcome: "passed", epoch: 2, startedAt: 0, endedAt: 1, facts: {} }));
}

/** What somebody types who breaks the glass: all that steps do, in this process. */
async function breakGlass({ type, platform }: Desk, place: string, other: string): Promise<void> {
  const { ports } = platform.site(place);
  const activation: Activation = { ...newActivation(request(place, other), "run-1"), epoch: 2, id: `act-${place}-2` };
  const run = (step: StepName, change: Partial<Activation> = {}): Promise<unknown> => perform({ step }, { ...activation, ...change }, ports);
  for (const hand of hands) await deeds[hand](ports, run);
  await ports.database.detach();
  await type(`abort act-${place}-2`, abort);
  await type(`lever set ${place}`, lever);
  await type(`lever clear ${place}`, lever);
  await type(`lever clear ${other}`, lever);
}

/** Items that were written with a key that no statement about the table lets through. */
function strayKeys(statements: readonly PolicyStatement[], sent: readonly Sent[]): readonly string[] {
  const keys = statements.flatMap(({ Condition = {} }) => Object.entries(Condition).flatMap(([test, of]) => (test.startsWith("ForAllValues:") ? of["dynamodb:LeadingKeys"] ?? [] : [])));
  return sent.filter(({ operation }) => operation === "PutItem" || operation === "UpdateItem").flatMap(({ input }) => {
    const { pk } = (input["Item"] ?? input["Key"]) as { pk: { S: string } };
    return keys.some((key) => (key.endsWith("*") ? pk.S.startsWith(key.slice(0, -1)) : pk.S === key)) ? [] : [pk.S];
  });
}

describe("the roles of people", function () {
  this.timeout(120_000);
  // Nobody can list a lever that is not there by HeadObject's own right.
  const options = { others: ["s3:ListBucket"] };

  for (const [place, other] of places) {
    it(`let an operator do what the command does without broken glass, and no more: ${place}`, async () => {
      const at = await desk(place);
      await operate(at, place);
      const { statements, covers } = await grantsOf(`${place}-people-operator`);
      assert.deepEqual(covers(at.stub.sent, options), []);
      assert.deepEqual(strayKeys(statements, at.stub.sent), []);
    });

    it(`let people do everything by hand: ${place}`, async () => {
      const at = await desk(place);
      await operate(at, place);
      await breakGlass(at, place, other);
      const { statements, covers } = await grantsOf(`${place}-people-break-glass`);
      assert.deepEqual(covers(at.stub.sent, options), []);
      assert.deepEqual(strayKeys(statements, at.stub.sent), []);
      const operator = await grantsOf(`${place}-people-operator`);
      assert.ok(operator.covers(at.stub.sent, options).some((line) => line.startsWith("rds:RemoveFromGlobalCluster")));
    });

    it(`steer nothing global, and are taken up by those whom the settings name: ${place}`, async () => {
      for (const [part, trust, seconds] of [
        ["operator", { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/operators"] } }, 3_600],
        ["break-glass", { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:user/break-glass"] }, Bool: { "aws:MultiFactorAuthPresent": "true" } }, 3_600],
      ] as const) {
        const { statements, inputs } = await grantsOf(`${place}-people-${part}`);
        assert.deepEqual(statements.filter(({ Effect }) => Effect === "Deny").map(({ Action, Resource }) => [Action, Resource]),
          places.map(() => [["cloudfront:Update*", "iam:*", "route53:Change*", "s3:PutBucket*"], ["*"]]));
        assert.deepEqual([inputs["name"], inputs["maxSessionDuration"], JSON.parse(JSON.stringify(inputs["assumeRolePolicy"]))], [`understudy-prod-${place}-${part}`, seconds, {
          Version: "2012-10-17", Statement: [{ Sid: "Assume", Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole", Condition: trust }],
        }]);
      }
    });
  }

  it("mean every service of a cluster without naming one, so that their policies stay as long as they are when services are added", async () => {
    const { graph: { resources } } = await recordedStack("prod");
    const [services, policies] = ["aws:ecs/service:Service", "aws:iam/policy:Policy"].map((wanted) => resources.filter(({ type }) => type === wanted));
    const texts = (policies ?? []).filter((each) => nameOf(each).includes("-people-")).map(({ inputs }) => String(revealAll(inputs)["policy"]));
    const arns = (services ?? []).map(({ id = "" }) => id);
    assert.deepEqual(arns.filter((arn) => texts.some((text) => text.includes(arn))), []);
    assert.deepEqual(arns.map((arn) => texts.filter((text) => text.includes(`"${arn.slice(0, arn.lastIndexOf("/"))}/*"`)).length), arns.map(() => 3));
  });

  it("are named by the outputs", async () => {
    const { graph: { outputs } } = await recordedStack("prod");
    const { usw2 } = outputs["places"] as Record<string, { people: unknown }>;
    assert.deepEqual(usw2?.people, { operatorRoleArn: "arn:aws:iam::123456789012:role/understudy-prod-usw2-operator", breakGlassRoleArn: "arn:aws:iam::123456789012:role/understudy-prod-usw2-break-glass" });
  });

  it("are not for other accounts, and broken glass is not for who needs another region to sign in", () => {
    const sso = "role/aws-reserved/sso.amazonaws.com/A_*";
    const at = (role: string) => ["recovery", "people", role, "principals"] as const;
    assert.deepEqual(refusal([at("operators"), [sso]]), []);
    assert.deepEqual(refusal([at("breakGlass"), [sso]]),
      [`recovery.people.breakGlass.principals[0] is "${sso}", want a user or role that people reach without IAM Identity Center, whose home region may be the one that is lost`]);
    for (const other of ["arn:aws:iam::210987654321:role/operators", "root", "*"]) assert.match(refusal([at("operators"), [other]]).join(), /want the end of the ARN of a role or a user/);
    assert.equal(parseSettings(asConfig(stackFile("dev")), "dev").recovery.people.breakGlass.mfa, true);
  });

  it("know the state machine by the name that the command makes up", async () => {
    const { facts } = await desk("usw2");
    const { statements } = await grantsOf("usw2-people-operator");
    assert.deepEqual(statements.find(({ Sid }) => Sid === "StartActivation")?.Resource, [machineArn(facts, facts.places[1])]);
  });
});
