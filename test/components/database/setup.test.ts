import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Setup, type SetupArgs } from "../../../components/database";
import { changes, record, value } from "../../support/record";

const name = "use2-database-wanted";
const wanted = { schema: "app", users: { application: "app", failover: "failover" } };
const build = (change: Partial<SetupArgs> = {}) => record((opts) => new Setup(name, {
  functionName: "use2-database-setup", codeHash: "aa", wanted, after: [new aws.ssm.Parameter("way", { type: "String", value: "in" }, opts)], ...change,
}, opts));

describe("Setup", () => {
  it("calls the function once, with all that is wanted, when the way is there", async () => {
    const { graph, result } = await build();
    const { inputs, dependencies } = graph.one("aws:lambda/invocation:Invocation", name);
    assert.deepEqual(inputs, {
      functionName: "use2-database-setup", input: '{"schema":"app","users":{"application":"app","failover":"failover"}}',
      lifecycleScope: "CREATE_ONLY", triggers: { code: "aa" },
    });
    assert.deepEqual(dependencies, ["aws:ssm/parameter:Parameter way"]);
    assert.equal(await value(result.applicationUser), "app");
  });

  it("tells the user's name when the user is there", async () => {
    const { graph } = await record((opts) => new aws.ssm.Parameter("reader", {
      type: "String", value: new Setup(name, { functionName: "setup", codeHash: "aa", wanted, after: [] }, opts).applicationUser,
    }));
    assert.deepEqual(graph.one("aws:ssm/parameter:Parameter", "reader").dependencies, [`aws:lambda/invocation:Invocation ${name}`]);
  });

  it("calls again when the code or the wish is another", async () => {
    const [before, code, wish] = [await build(), await build({ codeHash: "bb" }), await build({ wanted: { ...wanted, schema: "shop" } })];
    assert.deepEqual(changes(before.graph, code.graph), [`update aws:lambda/invocation:Invocation ${name}: triggers`]);
    assert.deepEqual(changes(before.graph, wish.graph), [`update aws:lambda/invocation:Invocation ${name}: input`]);
  });
});
