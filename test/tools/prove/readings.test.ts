import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { secretMark, secretSig } from "../../../tools/recorder/graph";
import { Reader } from "../../../tools/prove/readings";

/** Paths and texts, keys of objects left out. */
function texts(value: unknown): readonly string[] {
  return new Reader(value).found.filter(({ at, text }) => !at.endsWith(text)).map(({ at, text }) => `${at}: ${text}`);
}

const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");

describe("readings of an input", () => {
  it("are the texts in it and in JSON within it, each with its path", () => {
    assert.deepEqual(texts({ policy: JSON.stringify({ Statement: [{ Resource: "arn:one" }] }), names: ["a b"] }), ["policy.Statement[0].Resource: arn:one", "names[0]: a b"]);
  });

  it("are keys too, since a map may be written by name", () => {
    assert.deepEqual(new Reader({ dimensions: { "db.example": 1 } }).found, [
      { at: "dimensions", text: "dimensions", secret: false }, { at: "dimensions[\"db.example\"]", text: "db.example", secret: false },
    ]);
  });

  it("go into Base64, zipped or not, and into JSON inside of it", () => {
    const inner = JSON.stringify({ host: "orders.example.com" });
    const expected = "userData (in Base64).host: orders.example.com";
    assert.deepEqual(texts({ userData: base64(inner) }).at(-1), expected);
    assert.deepEqual(texts({ userData: base64(gzipSync(inner)) }).at(-1), expected);
    assert.deepEqual(texts({ userData: `#!/bin/sh\necho ${base64("call orders.example.com")} | base64 -d` }).at(-1), "userData (in Base64): call orders.example.com");
  });

  it("undo percent encoding", () => {
    assert.deepEqual(texts({ query: "arn%3Aaws%3As3" }), ["query: arn%3Aaws%3As3", "query (percent-encoded): arn:aws:s3"]);
    assert.deepEqual(texts({ query: "100%zz %AA" }), ["query: 100%zz %AA"]);
  });

  it("say which of them are secret, and which secrets are not there to read", () => {
    const read = new Reader({ open: { [secretSig]: secretMark, value: "pass word" }, shut: { [secretSig]: secretMark, value: "[secret]" } });
    assert.deepEqual(read.found.filter(({ secret }) => secret), [{ at: "open", text: "pass word", secret: true }]);
    assert.deepEqual(read.hidden, ["shut"]);
  });

  it("end where wrapping wraps itself", () => {
    const nested = Array.from({ length: 12 }).reduce<string>((text) => JSON.stringify([text]), "deep end");
    assert.deepEqual(texts({ nested }), []);
  });
});
