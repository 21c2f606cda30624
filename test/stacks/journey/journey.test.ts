import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { textsIn } from "../../../functions/shared/json";
import { signer, token } from "../../functions/shared/tokens";
import { Listeners } from "../../support/appsync/listeners";
import { Places } from "../../support/appsync/places";
import { deployedFunctions } from "../../support/deployed";
import { recordedStack } from "../../support/stacks";
import { swapped } from "../../support/variants";
import { walk } from "../paths/walk";
import { PlaceInMemory, type Person } from "./place";
import { placeBehind, Ways } from "./ways";

const key = signer("key-1");
const ann: Person = { sub: "7d8f1c2a-0000-4000-8000-000000000001", groups: [], by: "signature" };
const shop: Person = { sub: "7d8f1c2a-0000-4000-8000-000000000002", groups: ["provider"], by: "token" };
const space = `shared#${shop.sub}#order`;
const picture = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const regions = { use2: "us-east-2", usw2: "us-west-2" } as const;
type Key = keyof typeof regions;

/** Both places in memory, with what the graph of an order of them says, and the tables that they share. */
class Platform {
  readonly sync = new Places();
  private constructor(readonly places: Readonly<Record<Key, PlaceInMemory>>) {}

  static async of(set: readonly string[]): Promise<Platform> {
    const { graph } = await recordedStack("prod", set);
    const functions = await deployedFunctions("prod", set);
    const { environment } = functions.find(({ name }) => name === "use2-tokens-authorizer") ?? assert.fail("nobody says who asks");
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: textsIn("ISSUERS", environment["ISSUERS"] ?? "")[0], client_id: textsIn("CLIENT_IDS", environment["CLIENT_IDS"] ?? "")[0], token_use: "access", iat: now, exp: now + 300 };
    const place = (name: Key): PlaceInMemory => new PlaceInMemory({
      key: name, region: regions[name], ways: new Ways(graph, name), functions, signer: key,
      tokenOf: ({ sub, groups }) => token({ ...claims, sub, username: sub, "cognito:groups": groups }, key),
    });
    return new Platform({ use2: place("use2"), usw2: place("usw2") });
  }

  /** Brings all that one place has written to the other, files included. */
  async replicate(from: Key, to: Key): Promise<readonly string[]> {
    this.sync.deliver(from);
    this.places[to].hearFrom(this.places[from]);
    const outcomes: string[] = [];
    for (const [name, body] of this.places[from].files) {
      const [bucket = "", ...rest] = name.split("/");
      outcomes.push(...await this.places[to].arrive(bucket.replace(regions[from], regions[to]), { key: rest.join("/"), body }));
    }
    return outcomes;
  }
}

/** A provider writes a record that a customer shares; whoever listens on the customer's second device hears of it, and finds it. */
function writeRecord({ sync }: Platform, at: Key, id: string): void {
  const listeners = new Listeners(sync.apis[at]);
  const [provider, customer] = [{ sub: shop.sub, groups: shop.groups }, { sub: ann.sub }];
  listeners.call("share", ["space", "owner", "members"], { caller: provider, args: { space, members: [ann.sub] } });
  const tablet = listeners.listen("changed", customer, { space });
  sync.pass();
  listeners.call("put", ["space", "status", "record"], { caller: provider, args: { input: { space, id, kind: "order", body: id, write: id } } });
  assert.deepEqual(tablet.told.map(({ record }) => (record as { body: string }).body), [id]);
}

const bodiesOn = ({ sync }: Platform, at: Key): readonly string[] =>
  sync.apis[at].call<{ records: readonly { body: string }[] }>("Query", "changes", { caller: { sub: ann.sub }, args: { space } }).records.map(({ body }) => body);

async function register(place: PlaceInMemory, deviceId: string): Promise<void> {
  assert.deepEqual(await place.call(ann, "POST /devices", { body: { deviceId, kind: "apns", address: `token-of-${deviceId}` } }), { status: 204, body: {} });
}

/** A provider tells a customer; gives back the addresses that heard of it. */
async function tell(place: PlaceInMemory, requestId: string): Promise<readonly string[]> {
  const { status } = await place.call(shop, "POST /notifications", { body: { requestId, to: [ann.sub], channels: ["push"], category: "orders", urgency: "now", title: "Ready", body: "Come in." } });
  assert.equal(status, 202);
  return place.deliver();
}

/** A customer sends a picture; gives back where it went, and what S3's words of it came to. */
async function upload(place: PlaceInMemory): Promise<{ readonly uploadId: string; readonly bucket: string; readonly seen: readonly string[] }> {
  const { status, body } = await place.call(ann, "POST /uploads", { body: { contentType: "image/png", sizeBytes: picture.length, sha256: createHash("sha256").update(picture).digest("base64"), name: "cat.png" } });
  assert.equal(status, 201);
  return { uploadId: String(body["uploadId"]), bucket: new URL(String(body["url"])).hostname.split(".")[0] ?? "", seen: await place.send(String(body["url"]), picture) };
}

const stateOf = async (place: PlaceInMemory, uploadId: string): Promise<unknown> => (await place.call(ann, "GET /uploads/{uploadId}", { path: { uploadId } })).body["state"];

describe("a user's path", function () {
  this.timeout(60_000);

  it("leads through the primary: a signed call, a record on the second device, a push, a file that is looked at once", async () => {
    const { graph } = await recordedStack("prod");
    assert.equal(placeBehind(graph, "api.example.com"), "use2");
    assert.deepEqual(walk(graph, { place: "use2", region: "us-east-2", birth: true }), []);
    const platform = await Platform.of([]);
    const { use2 } = platform.places;
    await register(use2, "tablet");
    writeRecord(platform, "use2", "order-1");
    assert.deepEqual(bodiesOn(platform, "use2"), ["order-1"]);
    assert.deepEqual(await tell(use2, "order-1"), ["token-of-tablet"]);
    const { uploadId, bucket, seen } = await upload(use2);
    assert.deepEqual([bucket, seen, await stateOf(use2, uploadId)], ["understudy-prod-uploads-123456789012-us-east-2-an", ["kept", "judged before"], "kept"]);
  });

  it("leads through the standby after a failover, with everything that was there before", async () => {
    const { graph } = await recordedStack("prod", swapped);
    assert.equal(placeBehind(graph, "api.example.com"), "usw2");
    assert.deepEqual(walk(graph, { place: "usw2", region: "us-west-2", birth: false }), []);
    const platform = await Platform.of(swapped);
    const { use2, usw2 } = platform.places;
    await register(use2, "tablet");
    writeRecord(platform, "use2", "order-1");
    assert.deepEqual(await tell(use2, "order-1"), ["token-of-tablet"]);
    const earlier = await upload(use2);
    assert.deepEqual(await platform.replicate("use2", "usw2"), ["judged before", "judged before"]);

    // From here on the first place is lost: nothing below asks it for anything.
    assert.deepEqual(bodiesOn(platform, "usw2"), ["order-1"]);
    assert.equal(await stateOf(usw2, earlier.uploadId), "kept");
    assert.deepEqual(await tell(usw2, "order-1"), []);
    await register(usw2, "phone");
    writeRecord(platform, "usw2", "order-2");
    assert.deepEqual(bodiesOn(platform, "usw2"), ["order-1", "order-2"]);
    assert.deepEqual([...await tell(usw2, "order-2")].sort(), ["token-of-phone", "token-of-tablet"]);
    const { uploadId, bucket, seen } = await upload(usw2);
    assert.deepEqual([bucket, seen, await stateOf(usw2, uploadId)], ["understudy-prod-uploads-123456789012-us-west-2-an", ["kept", "judged before"], "kept"]);
  });

  it("ends where somebody is no provider, or shows no token that the place knows", async () => {
    const { places: { usw2 } } = await Platform.of(swapped);
    const body = { requestId: "order-1", to: [ann.sub], channels: ["push"], category: "orders", urgency: "now", title: "a", body: "b" };
    assert.equal((await usw2.call({ ...ann, by: "token" }, "POST /notifications", { body })).status, 403);
    assert.deepEqual(await usw2.deliver(), []);
  });
});
