import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, readConfig, type StackSettings } from "../../../tools/recorder";

describe("the settings of a stack", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "settings-"));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function read(stackFile: string, more: { project?: string; set?: string[]; stack?: string } = {}): StackSettings {
    writeFileSync(join(directory, "Pulumi.yaml"), more.project ?? "name: shop\nruntime: nodejs\n");
    writeFileSync(join(directory, "Pulumi.prod.yaml"), stackFile);
    return readConfig({ projectDir: directory, stack: more.stack ?? "prod", set: more.set ?? [] });
  }

  const problemsOf = (...args: Parameters<typeof read>): readonly string[] => {
    try {
      return [JSON.stringify(read(...args))];
    } catch (error) {
      assert.ok(error instanceof ConfigError, String(error));
      return error.problems.map((problem) => problem.replaceAll(directory, "<dir>"));
    }
  };

  const config = (lines: string): Readonly<Record<string, string>> => read(`config:\n${lines.split("\n").map((line) => `  ${line}`).join("\n")}\n`).config;

  it("reach the program as text, and as the engine's JSON where they have parts", () => {
    assert.deepEqual(config([
      "shop:text: hello", "shop:number: 42", "shop:quoted: \"042\"", "shop:float: 3.10", "shop:whole: 10.0", "shop:big: 1e3", "shop:octal: 0123", "shop:hex: 0x1F",
      "shop:yes: yes", "shop:true: true", "shop:nothing:", "shop:date: 2026-01-02", "shop:map: { b: 1, a: [true, null, \"<&>\"] }", "bare: b", "shop:config:old: o",
    ].join("\n")), {
      "shop:text": "hello", "shop:number": "42", "shop:quoted": "042", "shop:float": "3.1", "shop:whole": "10", "shop:big": "1000", "shop:octal": "83", "shop:hex": "31",
      "shop:yes": "yes", "shop:true": "true", "shop:nothing": "", "shop:date": "2026-01-02 00:00:00 +0000 UTC",
      "shop:map": String.raw`{"a":[true,null,"\u003c\u0026\u003e"],"b":1}`, "shop:bare": "b", "shop:old": "o",
    });
  });

  it("have a stand-in for each secret, and are secret as a whole where one is inside", () => {
    const settings = read("encryptionsalt: v1:abc\nconfig:\n  shop:token:\n    secure: v1:xyz\n  shop:nested: { key: { secure: v1:xyz }, secure: plain, other: 1 }\n  shop:open: o\n");
    assert.deepEqual(settings, {
      project: "shop", stack: "prod", main: undefined, secretKeys: ["shop:token", "shop:nested"],
      config: { "shop:token": "[secret shop:token]", "shop:nested": '{"key":"[secret shop:nested]","other":1,"secure":"plain"}', "shop:open": "o" },
    });
  });

  it("fall back on what the project says, and must be there where it says nothing", () => {
    const project = ["name: shop", "runtime: nodejs", "main: src", "config:", "  size: small", "  count: { type: integer, default: 3 }", "  aws:region: us-east-2",
      "  key: { type: string, secret: true, default: k }", "  must: { type: boolean }", "  list: { type: array, items: { type: integer } }"].join("\n");
    assert.deepEqual(read("config:\n  must: true\n  list: [1, 2]\n  shop:size: large\n", { project }), {
      project: "shop", stack: "prod", main: "src", secretKeys: ["shop:key"],
      config: { "shop:must": "true", "shop:list": "[1,2]", "shop:size": "large", "shop:count": "3", "aws:region": "us-east-2", "shop:key": "k" },
    });
    assert.deepEqual(problemsOf("config:\n  list: [one]\n  count: many\n", { project }), [
      "Stack 'prod' is missing configuration value 'shop:must'",
      "Stack 'prod' with configuration key 'shop:count' must be of type 'integer'",
      "Stack 'prod' with configuration key 'shop:list' must be of type 'array'",
    ]);
  });

  it("give way to others for once, at any depth, as `pulumi config set --path` has it", () => {
    const file = "config:\n  shop:primary: use2\n  shop:places: [{ key: use2, zones: [a] }]\n";
    const set = ["primary=usw2", "shop:places[0].zones[1]=b", "places[1].octet=30", "places[0].on=true", "places[0].code=007", "new.deep[0]=x=y", 'odd["a.b"]=1'];
    assert.deepEqual(read(file, { set }).config, {
      "shop:primary": "usw2", "shop:places": '[{"code":"007","key":"use2","on":true,"zones":["a","b"]},{"octet":30}]',
      "shop:new": '{"deep":["x=y"]}', "shop:odd": '{"a.b":1}',
    });
  });

  it("say what is wrong with an override, all at once", () => {
    const file = "config:\n  shop:places: [{ key: use2 }]\n";
    assert.deepEqual(problemsOf(file, { set: ["primary", "=x", "places[3].key=a", "places.key=a", "places[0].key.deep=1", "places[0=1", "odd.secure=x"] }), [
      "--set primary: want key=value, such as primary=use2",
      "--set =x: want key=value, such as primary=use2",
      "--set places[3].key=a: places[3]: the list has 1 items, so the next is [1]",
      "--set places.key=a: places.key: a list is indexed by numbers",
      '--set places[0].key.deep=1: places[0].key is "use2", want a map',
      '--set places[0=1: "places[0" is no path: write one such as places[0].zones',
      '--set odd.secure=x: odd.secure: a map that holds only "secure" stands for a secret',
    ]);
  });

  it("may be in a directory of their own", () => {
    mkdirSync(join(directory, "stacks"));
    writeFileSync(join(directory, "stacks", "Pulumi.dev.yaml"), "config:\n  shop:here: yes\n");
    assert.deepEqual(read("", { project: "name: shop\nstackConfigDir: stacks\n", stack: "dev" }).config, { "shop:here": "yes" });
  });

  it("are refused in one sentence each", () => {
    assert.deepEqual(problemsOf("config: {}\n", { stack: "qa" }), ["<dir> has no Pulumi.qa.yaml: the stacks here are prod"]);
    assert.deepEqual(problemsOf("config: [1]\n"), ["Pulumi.prod.yaml: config is no map of settings"]);
    assert.deepEqual(problemsOf("config:\n  a:b:c: 1\n"), ["Pulumi.prod.yaml: a:b:c is no key: write it as <namespace>:<name>"]);
    assert.deepEqual(problemsOf("config:\n  a: 1\n  shop:a: 2\n"), ["Pulumi.prod.yaml: a and shop:a are the same setting: keep one"]);
    assert.deepEqual(problemsOf("config:\n  a: 1\n  a: 2\n"), ["Pulumi.prod.yaml is no YAML: Map keys must be unique at line 3, column 3"]);
    assert.deepEqual(problemsOf("- 1\n"), ["Pulumi.prod.yaml is no map of settings"]);
    assert.deepEqual(problemsOf("", { project: "runtime: nodejs\n" }), ["Pulumi.yaml has no name: add one, since it is a part of every URN"]);
    rmSync(join(directory, "Pulumi.yaml"));
    assert.throws(() => readConfig({ projectDir: directory, stack: "prod" }), { message: `${directory} has no Pulumi.yaml: run in the directory of a Pulumi project` });
  });
});
