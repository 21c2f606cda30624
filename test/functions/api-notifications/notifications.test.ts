import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { SQSClient } from "@aws-sdk/client-sqs";
import { queuePorts } from "../../../functions/api-notifications/adapters";
import { notificationAnswers } from "../../../functions/api-notifications/notifications";
import { parseNotification, type Notification } from "../../../functions/shared/notification";
import { SdkStub } from "../../support/sdk-stub";
import { ask } from "../api/ask";

const body = { requestId: "order-1", to: ["u1", "u2", "u1"], channels: ["push"], category: "orders", urgency: "polite", title: "Ready", body: "Your order is ready." };
const now = () => new Date("2026-11-21T12:00:00Z");

describe("notifications behind the API", () => {
  it("lets a provider tell users something, each once, in the words of the sender's queue", async () => {
    const sent: Notification[] = [];
    const answers = notificationAnswers({ send: (notification) => Promise.resolve(void sent.push(notification)), now }, "provider");
    assert.deepEqual((await ask(answers, "POST /notifications", { body, groups: ["provider"] })).body, { requestId: "order-1", users: 2 });
    await ask(answers, "POST /notifications", { body, groups: ["provider"] });
    const [first, second] = sent;
    assert.deepEqual({ ...first, id: "" }, {
      id: "", audience: { kind: "users", userIds: ["u1", "u2"] }, channels: ["push"], category: "orders", urgency: "polite",
      content: { title: "Ready", body: "Your order is ready." }, expiresAt: 1795348800,
    });
    assert.equal(first?.id, second?.id);
    assert.deepEqual(parseNotification(JSON.stringify(first)), { notification: first });
  });

  for (const asked of [{ body, groups: ["operator"] }, { body, by: "signature" }] as const) {
    it(`refuses whoever is no provider, or does not show it: ${"by" in asked ? "a signature" : "another group"}`, async () => {
      const { status } = await ask(notificationAnswers({ send: () => assert.fail("sent"), now }, "provider"), "POST /notifications", asked);
      assert.equal(status, 403);
    });
  }

  it("sends one message to the queue", async () => {
    const stub = new SdkStub({ "sqs:SendMessage": ({ MessageBody }) => ({ MD5OfMessageBody: createHash("md5").update(String(MessageBody)).digest("hex") }) });
    const notification: Notification = { id: "a".repeat(8), audience: { kind: "user", userId: "u1" }, channels: ["push"], category: "orders", urgency: "now", content: { title: "a", body: "b" }, expiresAt: 1 };
    await queuePorts(stub.client(SQSClient), "https://sqs.us-east-2.amazonaws.com/123456789012/q").send(notification);
    assert.deepEqual(stub.sent.map(({ input }) => input), [{ QueueUrl: "https://sqs.us-east-2.amazonaws.com/123456789012/q", MessageBody: JSON.stringify(notification) }]);
  });
});
