import assert from "node:assert/strict";
import { TriggerCalls } from "../../../components/identity";
import { record } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const userPoolArn = "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_AbCdEfGhI";
const called = (name: string) => ({ functionName: `${name}-fn`, roleName: `${name}-role` });

describe("TriggerCalls", () => {
  it("lets one pool of one account call each function, and gives the one that works in the pool what it does there", async () => {
    const { graph } = await record((opts) => new TriggerCalls("use2-identity-calls", {
      place, userPoolArn, functions: { preSignUp: called("sign-up"), postConfirmation: called("confirmed") },
      duties: { postConfirmation: ["cognito-idp:AdminAddUserToGroup"], preTokenGeneration: ["cognito-idp:AdminAddUserToGroup"] },
    }, opts));
    const permitted = (name: string) => ({
      action: "lambda:InvokeFunction", function: `${name}-fn`, principal: "cognito-idp.amazonaws.com", sourceAccount: "111122223333", sourceArn: userPoolArn,
    });
    assert.deepEqual(graph.inputs("aws:lambda/permission:Permission"), {
      "use2-identity-calls-pre-sign-up": permitted("sign-up"), "use2-identity-calls-post-confirmation": permitted("confirmed"),
    });
    assert.deepEqual(graph.inputs("aws:iam/rolePolicy:RolePolicy"), {
      "use2-identity-calls-post-confirmation": {
        role: "confirmed-role",
        policy: { Version: "2012-10-17", Statement: [{ Sid: "UsePool", Effect: "Allow", Action: ["cognito-idp:AdminAddUserToGroup"], Resource: [userPoolArn] }] },
      },
    });
  });
});
