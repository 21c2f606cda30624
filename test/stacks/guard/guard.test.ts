import assert from "node:assert/strict";
import path from "node:path";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { keys } from "../../../functions/failover-step/control-items";
import { guarded } from "../../../stacks/guard";
import { itemsWanted, meaningOf } from "../../../stacks/guard-answers";
import { parseSettings } from "../../../stacks/settings";
import { RecordingError, recordProgram } from "../../../tools/recorder";
import { nameOf } from "../../../tools/recorder/graph";
import { connect } from "../../../tools/recorder/in-process";
import { providerSettings } from "../../../tools/recorder/provider-settings";
import { stackType } from "../../../tools/recorder/urn";
import { configWith, settingsWith, type Change } from "../../support/settings";
import { answers } from "./answers";

const held = ["pulumi:providers:aws guard-use2-aws", "pulumi:providers:aws guard-usw2-aws", "understudy:platform:Guard guard"];

/** Waits for the guard of a stack, whose name says what AWS answers, and says what it made of it. */
async function guard(stack: string, ...changes: readonly Change[]): Promise<{ readonly verdict: string; readonly registered: readonly string[] }> {
  const config = configWith(...changes);
  const facts = { project: "understudy", stack, organization: "test", config, secretKeys: [] };
  const { recorder, close } = connect({ ...providerSettings(facts), answers }, facts);
  try {
    let verdict = "";
    await pulumi.runtime.runInPulumiStack(async () => {
      const { dependsOn } = guarded(parseSettings(config, "prod"));
      verdict = await Promise.resolve(dependsOn).then((waits) => (waits === undefined ? "unguarded" : "agreed"), (error: Error) => error.message);
    });
    await pulumi.runtime.disconnect();
    return { verdict, registered: recorder.graph.resources.filter(({ type }) => type !== stackType).map((resource) => `${resource.type} ${nameOf(resource)}`).sort() };
  } finally {
    close();
  }
}

describe("the guard of a deployment", function () {
  this.timeout(60_000);

  it("agrees where the platform is as the settings say, before and after a move", async () => {
    assert.deepEqual(await guard("prod"), { verdict: "agreed", registered: held });
    assert.equal((await guard("prod", [["primary"], "usw2"], [["epoch"], 2])).verdict, "agreed");
  });

  it("agrees with one place in the dark, and before anything is built", async () => {
    assert.equal((await guard("half")).verdict, "agreed");
    assert.equal((await guard("bootstrap")).verdict, "agreed");
  });

  for (const [stack, says] of [
    ["stale", /^understudy:primary is use2 and understudy:epoch 1, want usw2 and 2/],
    ["locked", /^usw2 is being activated by ana-1 with epoch 2, and its lease lasts another (90|89) s/],
    ["dark", /^no place says who is active \(use2: .*no such host; usw2: .*no such host\)/],
    ["robbed", /^there is no control table, and RDS in use2 and usw2 has the database/],
    ["halfBootstrap", /^usw2 has no control table, and the other place does not answer \(use2: .*no such host\)/],
  ] as const) it(`refuses a platform that is ${stack}`, async () => { assert.match((await guard(stack)).verdict, says); });

  it("asks nothing where it is switched off, and where a deployment is what moves the platform", async () => {
    const nothing = { verdict: "unguarded", registered: [] };
    assert.deepEqual(await guard("dark", [["guard"], "off"]), nothing);
    assert.deepEqual(await guard("dark", [["recovery", "strategy"], "backup-restore"], [["recovery", "decision"], "operator"], [["recovery", "rtoMinutes"], 10_000]), nothing);
  });

  it("goes into each region short of patience, vouched for by the third", async () => {
    const config = configWith();
    const facts = { project: "understudy", stack: "prod", organization: "test", config, secretKeys: [] };
    const { recorder, close } = connect({ ...providerSettings(facts), answers }, facts);
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve<unknown>(guarded(parseSettings(config, "prod")).dependsOn).then(() => undefined));
    await pulumi.runtime.disconnect();
    close();
    assert.deepEqual(recorder.graph.resources.filter(({ type }) => type === "pulumi:providers:aws").map(({ inputs }) => [inputs["region"], inputs["stsRegion"], inputs["maxRetries"], inputs["allowedAccountIds"]]), [
      ["us-east-2", "ca-central-1", "1", '["123456789012"]'], ["us-west-2", "ca-central-1", "1", '["123456789012"]'],
    ]);
  });

  it("waits for a place no longer than two seconds", async () => {
    const asked: (() => void)[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
      call: ({ token, inputs }) => (token.endsWith("getPartition") ? inputs as Record<string, unknown>
        : new Promise<Record<string, unknown>>((_, reject) => { asked.push(() => { reject(new Error("gone")); }); })),
    }, "understudy", "silent");
    // The clock stands still from here: two seconds pass when the test says so.
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      let said = "";
      void Promise.resolve(guarded(settingsWith()).dependsOn).catch((error: Error) => { said = error.message; });
      const settle = async () => { for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve)); };
      while (asked.length < 10 && said === "") await settle();
      mock.timers.tick(1_999);
      await settle();
      assert.equal(said, "", "waits for two seconds");
      mock.timers.tick(1);
      await settle();
      assert.match(said, /no place says who is active \(use2: no answer within 2 s; usw2: no answer within 2 s\)/);
    } finally {
      mock.timers.reset();
    }
    assert.equal(asked.length, 10);
    for (const end of asked) end();
    await pulumi.runtime.disconnect();
  });

  it("keeps the whole program from registering anything before it agrees, and says why once", async () => {
    const root = path.resolve(__dirname, "../../..");
    const refused: unknown = await recordProgram({
      project: "understudy", stack: "stale", organization: "test", config: { ...configWith(), "pulumi:disable-default-providers": '["*"]', "push:fcm": "x", "push:apns": "x", "push:adm": "x" }, secretKeys: [],
      projectDir: root, main: "index.ts", answersModule: path.join(__dirname, "answers.ts"),
    }).catch((error: unknown) => error);
    assert.ok(refused instanceof RecordingError);
    assert.match(refused.message, /^understudy:primary is use2 and understudy:epoch 1, want usw2 and 2, [^\n]*$/);
    const { unfinished } = refused.details;
    assert.deepEqual([unfinished[0], unfinished.length > 500, unfinished.filter((line) => /guard/.test(line))], ["understudy:platform:Platform platform", true, []]);
  });
});

describe("what the guard reads", () => {
  it("is what the steps write", () => {
    const wanted = Object.fromEntries(itemsWanted(["use2", "usw2"]).map(([word, key]) => [word, JSON.parse(key) as unknown]));
    const written = (item: Record<string, unknown>) => Object.fromEntries(Object.entries(item).map(([name, value]) => [name, { S: value }]));
    assert.deepEqual(wanted, {
      "region use2": written(keys.region("use2")), "lock use2": written(keys.lock("use2")), "region usw2": written(keys.region("usw2")), "lock usw2": written(keys.lock("usw2")),
    });
  });

  it("takes for absent what the provider says is, and for silence everything else", () => {
    const error = (text: string) => new Error(`invocation of aws:dynamodb/getTableItem:getTableItem returned an error: ${text}`);
    assert.deepEqual(meaningOf(error("reading DynamoDB Table Item (c|lock#use2|-): empty result")), { kind: "empty" });
    assert.deepEqual(meaningOf(error("reading DynamoDB Table Item (c|lock#use2|-): couldn't find resource")), { kind: "absent" });
    assert.deepEqual(meaningOf(error("operation error RDS: DescribeGlobalClusters, GlobalClusterNotFoundFault: no")), { kind: "absent" });
    for (const text of ["AccessDeniedException: not authorized", "ExpiredTokenException", "dial tcp: i/o timeout", "no such host"]) assert.equal(meaningOf(error(text)).kind, "silent");
  });
});
