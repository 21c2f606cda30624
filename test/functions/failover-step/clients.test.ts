import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { make, patience as ofSteps } from "../../../functions/failover-step/clients";
import { patience as ofWitness } from "../../../functions/failover-witness/handler";
import { promptly } from "../../../functions/shared/clients";
import { activationPlan, type StepName } from "../../../protocol";

// The SDK tells every process of an older Node that it will move on.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

describe("the patience of clients", () => {
  for (const [who, patience] of Object.entries({ "the steps": ofSteps, "the witness": ofWitness, "what people wait for": promptly })) {
    it(`of ${who} ends with an endpoint that takes a request and never answers`, async () => {
      let tries = 0;
      const silent = createServer(() => { tries += 1; }).listen(0, "127.0.0.1");
      await once(silent, "listening");
      const { maxAttempts, requestHandler } = patience;
      const client = new DynamoDBClient({
        region: "us-east-2", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" }, endpoint: `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`,
        maxAttempts, requestHandler: { ...requestHandler, requestTimeout: requestHandler.requestTimeout / 50 },
      });
      const end = await Promise.race([client.send(new ListTablesCommand({})).then(() => "an answer", ({ name }: Error) => name), new Promise((resolve) => { setTimeout(resolve, 2_000, "no end").unref(); })]);
      client.destroy();
      silent.closeAllConnections();
      silent.close();
      assert.deepEqual([end, tries], ["TimeoutError", 2]);
    });
  }
});

describe("the time of a step", () => {
  /** Calls one after the other that a step cannot go on without an answer to, or the end of, and that may all be silent where one service is: RDS and what stands before it. */
  const silent: Readonly<Partial<Record<StepName, number>>> = { acquire: 2, preflight: 4, approve: 3, fence: 2, promote: 2, abort: 2, capacity: 3, commit: 1 };

  it("is enough for the calls that may be silent, and for a function that starts", () => {
    const each = ofSteps.maxAttempts * ofSteps.requestHandler.requestTimeout / 1000, start = 5;
    const short = Object.entries(silent).filter(([step, calls]) => activationPlan.some((plan) => plan.step === step && plan.timeoutSeconds < calls * each + start));
    assert.deepEqual(short, []);
  });
});

describe("clients", () => {
  it("are one of each service in a region, however often somebody looks", () => {
    const client = make(DynamoDBClient, "us-east-2");
    assert.equal(make(DynamoDBClient, "us-east-2"), client);
    assert.deepEqual([make(DynamoDBClient, "us-west-2"), make(LambdaClient, "us-east-2")].map((other) => Object.is(other, client)), [false, false]);
    assert.ok(make(LambdaClient, "us-east-2") instanceof LambdaClient);
  });
});
