import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { dialects } from "../../policies/lib/dialects";
import { tokens } from "../../policies/lib/tokens";
import { unknownStringValue } from "../../policies/lib/sdk";
import { packName, rules } from "../../policies/pack";
import { askAbout, askAboutAll, urnOf, violationsOf } from "./support";

const directory = join(__dirname, "../../policies");

describe("the pack", () => {
  it("has each rule once, waivers read first and judged last", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(names.filter((name, rank) => names.indexOf(name) !== rank), []);
    assert.equal(names[0], "governance-waivers-are-read");
    assert.deepEqual(names.slice(-2), ["governance-waivers-are-in-force", "governance-waivers-are-shown"]);
  });
  it("names no control of a rule twice", () => {
    assert.deepEqual(rules.filter(({ about: { controls } }) => new Set(controls).size < controls.length).map(({ name }) => name), []);
  });

  it("tells of each rule what it promises, what to do, who demands it and where it is explained", () => {
    for (const { name, description, remediationSteps = "", tags = [], url = "" } of rules) {
      assert.match(name, /^(encryption|exposure|least-privilege|recovery|parity|residency|logging|governance)(-[a-z]+)+$/);
      for (const sentence of [description, remediationSteps]) assert.match(sentence, /^[A-Z].*\.$/, name);
      assert.match(url, /^https:\/\/(docs\.aws\.amazon\.com\/.+\.html(#.+)?|www\.pulumi\.com\/(docs|registry)\/.+\/)$/, name);
      assert.ok(tags.length > 0, name);
    }
  });
  it("gives every setting a default and a description", () => {
    for (const { name, configSchema } of rules) {
      for (const [key, entry] of Object.entries(configSchema?.properties ?? {})) {
        assert.ok(entry.default !== undefined && (entry.description ?? "") !== "", `${name}: ${key}`);
      }
    }
  });
});

describe("type tokens", () => {
  /** The provider's own class behind a token such as `aws:s3/bucket:Bucket`, which says what its type is. */
  const typeOf = (token: string): unknown => {
    const [, file = "", name = ""] = token.split(":");
    const module = createRequire(__filename)(`@pulumi/aws/${file}`) as Readonly<Record<string, { readonly __pulumiType?: string }>>;
    return module[name]?.__pulumiType;
  };
  const ofProvider = Object.values(tokens).flat().filter((token) => token.startsWith("aws:"));

  it("are those of the provider's own classes", () => {
    assert.deepEqual(ofProvider.map(typeOf), ofProvider);
  });

  it("of the other provider mean a type that it has, and say words that both have", () => {
    const classicOf = (type: string): string => readFileSync(createRequire(__filename).resolve(`@pulumi/aws/${type.split(":")[1] ?? ""}`).replace(/\.js$/, ".d.ts"), "utf8");
    for (const [native, { means, where, words = {} }] of Object.entries(dialects)) {
      const [, folder = "", name = ""] = native.split(":");
      const typings = readFileSync(createRequire(__filename).resolve(`@pulumi/aws-native/${folder}/${name[0]?.toLowerCase() ?? ""}${name.slice(1)}`).replace(/\.js$/, ".d.ts"), "utf8");
      const meanings = [means, ...(where === undefined ? [] : [where.means])];
      assert.deepEqual(meanings.map(typeOf), meanings);
      const classic = meanings.map(classicOf).join("\n");
      if (where !== undefined) assert.match(typings, new RegExp(`^    ${where.property}\\??: pulumi\\.Input`, "m"), `${native} has ${where.property}`);
      for (const [word, path] of Object.entries(words)) {
        assert.match(typings, new RegExp(`^    ${path.split(".")[0] ?? ""}\\??: (pulumi\\.Input|any)`, "m"), `${native} has ${path}`);
        assert.match(classic, new RegExp(`^    "?${word}"?\\??: pulumi\\.Input`, "m"), `${means} has ${word}`);
      }
    }
  });
});

describe("any resource of a type that a rule knows", () => {
  const types = [...new Set(rules.flatMap((rule) => rule.types))];
  const keys = ["policy", "assumeRolePolicy", "inlinePolicies", "containerDefinitions", "ingress", "protocol", "defaultActions", "redirect", "Statement", "Action", "Principal", "AWS",
    "Effect", "Condition", "bucket", "rules", "cidrIpv4", "networkConfiguration", "accessLogs", "environment", "name", "value"];
  const leaf = fc.oneof(fc.constantFrom(null, true, false, 0, 443, "", "*", "Allow", "{", "[{}]", unknownStringValue), fc.string(), fc.integer());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
      tie("value").map((inner) => JSON.stringify(inner))),
  }));

  it("gets a verdict, never an error, whatever its properties", async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...keys), value), async (type, props) => {
      await askAbout(rules, { type, props });
      await askAboutAll(rules, [{ type, props }, { type: "aws:s3/bucket:Bucket", name: "web", props }]);
    }), { numRuns: 300 });
  });
});

describe("violationsOf", () => {
  it("asks every rule about a recorded graph: resources by their inputs, the stack by its outputs", async () => {
    const type = "aws:s3/bucket:Bucket";
    const key = "aws:kms/key:Key";
    const common = { custom: true, inputs: {}, outputs: {} };
    const said = await violationsOf({ resources: [
      { ...common, urn: urnOf({ type: key, name: "key" }), type: key, outputs: { enableKeyRotation: true } },
      { ...common, urn: urnOf({ type, name: "web" }), type, id: "web-1", outputs: { bucket: "web-1" } },
      { ...common, urn: urnOf({ type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "block" }), type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        outputs: { bucket: "web-1", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true } },
    ] }, rules.filter(({ name }) => /^encryption-(kms|buckets)/.test(name)));
    assert.deepEqual(said.map(({ rule, urn, level }) => [rule, urn, level]), [
      ["encryption-kms-keys-rotate", urnOf({ type: key, name: "key" }), "mandatory"],
      ["encryption-buckets-use-customer-keys", urnOf({ type, name: "web" }), "mandatory"],
      ["encryption-buckets-refuse-plain-http", urnOf({ type, name: "web" }), "mandatory"],
    ]);
  });
});

describe("the pack under the engine's own runner", () => {
  let host: ChildProcess | undefined;
  let client: AnalyzerClient;

  before(async () => {
    const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    host = spawn(process.execPath, [runner, "127.0.0.1:1", "."], { cwd: directory, stdio: ["ignore", "pipe", "inherit"] });
    const [first] = await once(host.stdout ?? process.stdin, "data") as [Buffer];
    assert.match(String(first), /^\d+\n$/, "the first line is the port, and nothing else");
    client = new AnalyzerClient(`127.0.0.1:${String(first).trim()}`, grpc.credentials.createInsecure());
  });
  after(() => {
    client.close();
    host?.kill();
  });
  const call = <Q, A>(method: (request: Q, answer: (error: grpc.ServiceError | null, response: A) => void) => unknown, request: Q) =>
    new Promise<A>((resolve, reject) => { method.call(client, request, (error, response) => { if (error === null) resolve(response); else reject(error); }); });

  it("says who it is, and which rules it has", async () => {
    const info = await call<Empty, proto.AnalyzerInfo>((request, answer) => client.getAnalyzerInfo(request, answer), new Empty());
    assert.deepEqual([info.getName(), info.getVersion(), info.getSupportsconfig()], [packName, "0.1.0", true]);
    assert.deepEqual(info.getPoliciesList().map((each) => each.getName()), rules.map(({ name }) => name));
    const plugin = await call<Empty, { getVersion(): string }>((request, answer) => client.getPluginInfo(request, answer), new Empty());
    assert.match(plugin.getVersion(), /^v?1\.21\.0$/);
  });
  it("does as it is configured", async () => {
    const name = "exposure-security-groups-open-only-web";
    const settings = new proto.PolicyConfig().setEnforcementlevel(proto.EnforcementLevel.ADVISORY).setProperties(Struct.fromJavaScript({ ports: [443] }));
    const configuration = new proto.ConfigureAnalyzerRequest();
    configuration.getPolicyconfigMap().set(name, settings);
    await call<proto.ConfigureAnalyzerRequest, unknown>((sent, back) => client.configure(sent, back), configuration);
    const type = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    const request = new proto.AnalyzeRequest().setType(type).setName("in").setUrn(urnOf({ type, name: "in" })).setOptions(new proto.AnalyzerResourceOptions())
      .setProperties(Struct.fromJavaScript({ ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }));
    const answer = await call<proto.AnalyzeRequest, proto.AnalyzeResponse>((sent, back) => client.analyze(sent, back), request);
    assert.deepEqual(answer.getDiagnosticsList().filter((each) => each.getPolicyname() === name).map((each) => [each.getPolicyname(), each.getEnforcementlevel(), each.getMessage().split("\n")[1]]),
      [[name, proto.EnforcementLevel.ADVISORY, 'in: ipProtocol is tcp 80 from "0.0.0.0/0", want tcp 443 where the world may come in.']]);
  });
  it("objects to a key that does not rotate", async () => {
    const type = "aws:kms/key:Key";
    const request = new proto.AnalyzeRequest().setType(type).setName("key").setUrn(urnOf({ type, name: "key" }))
      .setProperties(Struct.fromJavaScript({ enableKeyRotation: false })).setOptions(new proto.AnalyzerResourceOptions());
    const answer = await call<proto.AnalyzeRequest, proto.AnalyzeResponse>((sent, back) => client.analyze(sent, back), request);
    assert.deepEqual(answer.getDiagnosticsList().map((each) => [each.getPolicyname(), each.getEnforcementlevel(), each.getMessage().split("\n")[1]]),
      [["encryption-kms-keys-rotate", proto.EnforcementLevel.MANDATORY, "key: enableKeyRotation is false, want true."]]);
  });
});
