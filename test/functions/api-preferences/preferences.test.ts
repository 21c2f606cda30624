import assert from "node:assert/strict";
import { preferenceAnswers, type PreferencePorts } from "../../../functions/api-preferences/preferences";
import { defaultPreferences, type Preferences } from "../../../functions/shared/preferences";
import { ask, userId } from "../api/ask";

const store = (known: ReadonlyMap<string, Preferences>, saved: unknown[] = []): PreferencePorts =>
  ({ of: () => Promise.resolve(known), save: (...args) => Promise.resolve(void saved.push(args)) });
const quiet: Preferences = { channels: { email: false }, categories: { orders: true }, quietHours: { from: "22:00", to: "07:00", timeZone: "Europe/Berlin" } };

describe("preferences behind the API", () => {
  it("tells what a user has chosen, or what everybody starts with", async () => {
    assert.deepEqual((await ask(preferenceAnswers(store(new Map([[userId, quiet]]))), "GET /preferences")).body, quiet);
    assert.deepEqual((await ask(preferenceAnswers(store(new Map())), "GET /preferences")).body, defaultPreferences);
  });

  it("keeps what whoever asks has chosen", async () => {
    const saved: unknown[] = [];
    assert.equal((await ask(preferenceAnswers(store(new Map(), saved)), "PUT /preferences", { body: quiet })).status, 204);
    assert.deepEqual(saved, [[userId, quiet]]);
  });

  it("refuses a time zone that there is not, and a category that is no word", async () => {
    const answers = preferenceAnswers({ ...store(new Map()), save: () => assert.fail("saved") });
    const { status, body } = await ask(answers, "PUT /preferences", { body: { channels: {}, categories: { Orders: true }, quietHours: { from: "22:00", to: "07:00", timeZone: "Mars/Base" } } });
    assert.deepEqual([status, body], [400, {
      code: "not_as_described", message: "categories.Orders, quietHours.timeZone: want categories such as orders, and a time zone by its name such as Europe/Berlin",
    }]);
  });
});
