import assert from "node:assert/strict";
import { domainProblems, keyOf, zoneProblems } from "../../../components/certificate/domains";

describe("keyOf", () => {
  const rows = [
    ["app.example.com", "app"],
    ["origin-use2.example.com", "origin-use2"],
    ["v2.app.example.com", "v2-app"],
    ["example.com", "apex"],
  ] as const;
  for (const [domain, key] of rows) {
    it(`calls ${domain} ${key}`, () => {
      assert.equal(keyOf(domain, "example.com"), key);
    });
  }
});

describe("domainProblems", () => {
  const long = `${"a".repeat(53)}.example.com`;
  const many = Array.from({ length: 11 }, (_, index) => `s${String(index)}.example.com`);
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["accepts a first name of 64 characters", [long.slice(1)], []],
    ["accepts a further name of 65", ["app.example.com", long], []],
    ["refuses a first name of 65", [long], [`${long} has 65 characters: the first name of a certificate has 64 at most`]],
    ["accepts ten names", many.slice(1), []],
    ["refuses eleven", many, ["a certificate for 11 names: want 10 at most, so give the services fewer hosts"]],
    ["refuses a wildcard", ["app.example.com", "*.example.com"],
      ["*.example.com is a wildcard: name each host, so that a stolen key serves no other"]],
    ["refuses a name that comes again", ["app.example.com", "api.example.com", "app.example.com", "app.example.com"],
      ["app.example.com is asked for more than once: list each name once"]],
  ];
  for (const [promise, domains, problems] of rows) {
    it(promise, () => {
      assert.deepEqual(domainProblems(domains), problems);
    });
  }
});

describe("zoneProblems", () => {
  it("accepts the zone and what is in it", () => {
    assert.deepEqual(zoneProblems(["example.com", "app.example.com", "a.b.example.com"], "example.com"), []);
  });

  it("refuses names outside the zone, and names that would share a key", () => {
    assert.deepEqual(zoneProblems(["app.notexample.com", "v2.app.example.com", "v2-app.example.com"], "example.com"), [
      "app.notexample.com is outside the zone: want example.com or a name that ends in .example.com",
      "v2-app.example.com and v2.app.example.com would both be called v2-app: rename one of them",
    ]);
  });
});
