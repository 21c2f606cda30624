import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { issuerOver } from "../../../functions/shared/issuer";
import { publicKeysIn, type PublicKey } from "../../../functions/shared/public-keys";
import { renew } from "../../../functions/token-keys/renew";
import { FakeIssuer, FakeKept } from "../shared/tokens";

const key = (kid: string, n = "AQAB"): PublicKey => ({ kid, kty: "RSA", n, e: "AQAB" });
const at = new Date("2026-11-21T12:00:00Z");
const renewal = { place: "usw2", issuers: ["https://first", "https://second"] };

function world(kept: readonly PublicKey[], shows: FakeIssuer["shows"]) {
  const writes: unknown[] = [];
  const keeper = Object.assign(new FakeKept({ usw2: kept }), { keep: (...args: unknown[]) => Promise.resolve(void writes.push(args)) });
  return { writes, run: () => renew(renewal, { issuer: new FakeIssuer(shows), keeper, now: () => at }) };
}

describe("renewing keys", () => {
  it("keeps what every name of the issuer shows, each key once", async () => {
    const { writes, run } = world([], { "https://first": [key("b"), key("a")], "https://second": [key("b")] });
    assert.deepEqual(await run(), { state: "renewed", keys: ["a", "b"] });
    assert.deepEqual(writes, [["usw2", [key("a"), key("b")], at]]);
  });

  it("goes by the name that answers, when the other is lost", async () => {
    const { run } = world([key("old")], { "https://second": [key("a")] });
    assert.deepEqual(await run(), { state: "renewed", keys: ["a"] });
  });

  it("touches nothing while nobody answers", async () => {
    const { writes, run } = world([key("a")], {});
    assert.deepEqual(await run(), { state: "kept", keys: ["a"] });
    assert.deepEqual(writes, []);
  });

  it("fails where nobody answers and nothing is kept, so that somebody hears of it", async () => {
    await assert.rejects(world([], {}).run(), {
      message: "https://first and https://second shows no keys, and usw2 has kept none: want an answer once, before tokens can be verified",
    });
  });
});

describe("a document of keys", () => {
  it("gives those that verify signatures", () => {
    const full = { kid: "a", kty: "RSA", n: "n", e: "e", alg: "RS256", use: "sig" };
    const others = [{ ...full, use: "enc" }, { ...full, kty: "oct", k: "secret" }, { ...full, kid: undefined }, { ...full, n: 1 }, "text", null];
    assert.deepEqual(publicKeysIn({ keys: [full, ...others, { ...full, alg: undefined, use: undefined, kid: "b" }] }), [full, { kid: "b", kty: "RSA", n: "n", e: "e" }]);
    assert.deepEqual([publicKeysIn(undefined), publicKeysIn({ keys: "no" }), publicKeysIn([])], [[], [], []]);
  });
});

describe("an issuer over HTTPS", () => {
  async function shown(answer: RequestListener): Promise<readonly PublicKey[]> {
    const server = createServer(answer).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    try {
      return await issuerOver(fetch, 150).keysOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("shows its keys at the address that every issuer has", async () => {
    const paths: unknown[] = [];
    const keys = await shown(({ url }, response) => {
      paths.push(url);
      response.end(JSON.stringify({ keys: [key("a")] }));
    });
    assert.deepEqual([keys, paths], [[key("a")], ["/pool/.well-known/jwks.json"]]);
  });

  const silences: readonly (readonly [string, RequestListener])[] = [
    ["fails", (_, response) => response.writeHead(503).end(JSON.stringify({ keys: [key("a")] }))],
    ["talks of something else", (_, response) => response.end("<html>")],
    ["sends elsewhere", (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
    ["talks without end", (_, response) => response.end(JSON.stringify({ keys: [key("a", "A".repeat(70_000))] }))],
    ["says nothing", () => undefined],
    ["stops in the middle", (_, response) => response.write("{")],
  ];
  for (const [title, answer] of silences) it(`counts as silent when it ${title}`, async () => assert.deepEqual(await shown(answer), []));
});
