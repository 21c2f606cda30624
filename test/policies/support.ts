import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceValidation } from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as server from "@pulumi/policy/server";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { packName, rules as everyRule } from "../../policies/pack";
import type { Rule } from "../../policies/lib/rule";
import { readOnce } from "../../policies/sdk";
import { nameOf, type Graph, type ResourceState } from "../../tools/recorder/graph";

type RpcFunction = (
  call: { request: unknown }, answer: (error: Error | null | undefined, response: proto.AnalyzeResponse) => void,
) => Promise<void>;
type RpcFactory = (...pack: readonly [name: string, version: string, level: string, rules: readonly Rule[]]) => RpcFunction;
// The SDK's typings leave its server out.
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as Record<"makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun", RpcFactory>;

// As the pack's own entry has it: one reading of a resource serves every rule.
readOnce();

/** What a rule said about a resource: as the CLI would print it, without its colours. */
export interface Said {
  readonly rule: string;
  readonly urn: string;
  readonly level: string;
  readonly message: string;
}

/** What a test says of a resource; the rest is made up. */
export interface Sketch {
  readonly type: string;
  readonly name?: string;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly parent?: string;
  readonly options?: { readonly protect?: boolean; readonly ignoreChanges?: readonly string[] };
  /** For each property, the names of the resources that it was made of. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

export const urnOf = ({ type, name = "subject" }: Pick<Sketch, "type" | "name">) => `urn:pulumi:test::understudy::${type}::${name}`;

const levels = ["advisory", "mandatory", "disabled", "remediate"];

async function ask(factory: RpcFactory, asked: readonly Rule[], request: unknown): Promise<{ said: Said[]; notApplicable: string[] }> {
  return new Promise((resolve, reject) => {
    const rpc = factory(packName, "0.0.0", "mandatory", asked);
    void rpc({ request }, (error, response) => {
      if (error !== null && error !== undefined) return reject(error);
      const said = response.getDiagnosticsList().map((each) => ({
        rule: each.getPolicyname(), urn: each.getUrn(), level: levels[each.getEnforcementlevel()] ?? "unknown", message: each.getMessage(),
      }));
      return resolve({ said, notApplicable: response.getNotApplicableList().map((each) => each.getReason()) });
    });
  });
}

/** Everything that rules say about one resource, through the SDK's own reading of a request: unknowns, secrets and all. */
export async function askAbout(asked: readonly Rule[], sketch: Sketch) {
  const { type, name = "subject", props = {}, provider, options } = sketch;
  const request = new proto.AnalyzeRequest().setType(type).setName(name).setUrn(urnOf(sketch))
    .setProperties(Struct.fromJavaScript(props as never)).setOptions(optionsOf(options));
  if (provider !== undefined) request.setProvider(providerOf(provider));
  return ask(makeAnalyzeRpcFun, asked, request);
}

/** Everything that stack rules say about these resources together. */
export async function askAboutAll(asked: readonly Rule[], sketches: readonly Sketch[]) {
  const urns = new Map(sketches.map((each) => [each.name ?? "subject", urnOf(each)]));
  const request = new proto.AnalyzeStackRequest();
  request.setResourcesList(sketches.map((sketch) => {
    const { type, name = "subject", props = {}, provider, parent, from = {} } = sketch;
    const resource = new proto.AnalyzerResource().setType(type).setName(name).setUrn(urnOf(sketch))
      .setProperties(Struct.fromJavaScript(props as never)).setOptions(new proto.AnalyzerResourceOptions())
      .setParent(parent === undefined ? "" : urns.get(parent) ?? parent);
    if (provider !== undefined) resource.setProvider(providerOf(provider));
    for (const [property, names] of Object.entries(from)) {
      resource.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList(names.map((each) => urns.get(each) ?? each)));
    }
    return resource;
  }));
  return ask(makeAnalyzeStackRpcFun, asked, request);
}

function optionsOf({ protect = false, ignoreChanges = [] }: NonNullable<Sketch["options"]> = {}): proto.AnalyzerResourceOptions {
  return new proto.AnalyzerResourceOptions().setProtect(protect).setIgnorechangesList([...ignoreChanges]);
}

function providerOf(inputs: Readonly<Record<string, unknown>>): proto.AnalyzerProviderResource {
  const type = "pulumi:providers:aws";
  return new proto.AnalyzerProviderResource().setType(type).setName("aws").setUrn(urnOf({ type, name: "aws" }))
    .setProperties(Struct.fromJavaScript(inputs as never));
}

/** A rule's verdict in lines: what it objects to, what it cannot decide, or why it has no say. None of these: silence. */
export async function verdict(rule: Rule, ...sketches: readonly Sketch[]): Promise<readonly string[]> {
  const [first = { type: "" }] = sketches;
  const { said, notApplicable } = "validateStack" in rule ? await askAboutAll([rule], sketches) : await askAbout([rule], first);
  return [
    ...said.map(({ level, message }) => (level === "mandatory" ? message : `${level}: ${message}`)),
    ...notApplicable.map((reason) => `not applicable: ${reason}`),
  ];
}

/** The whole text that a user reads when `rule` objects in these words. */
export function objection(rule: Rule, sentence: string): string {
  return `${rule.description}\n${sentence}\nFix: ${rule.remediationSteps}\nWhy: ${(rule.tags ?? []).join(" · ")}  ${rule.url}`;
}

/** The whole text when a rule cannot decide before the update. */
export function cannotDecide(rule: Rule, open: string): string {
  return `advisory: can't run policy '${rule.name}' from policy pack '${packName}@v0.0.0' during preview: ${open} cannot be known before the update`;
}

/** The whole text when a rule has no say about a type. */
export function foreign(rule: Rule): string {
  return rule.types.length === 1 && "validateResource" in rule
    ? `not applicable: Policy only applies to resources of type '${rule.types[0]}'`
    : `not applicable: Applies to ${rule.types.join(", ")}.`;
}

/**
 * Everything that the pack says about a recorded platform: each resource by its inputs, and all together by their
 * outputs, as the engine asks at the end of a preview. What a rule has no say about is left out.
 */
export async function violationsOf(graph: Pick<Graph, "resources">, asked: readonly Rule[] = everyRule): Promise<readonly Said[]> {
  const providers = new Map(graph.resources.map((each) => [each.urn, each.inputs]));
  const all: Said[] = [];
  // One after the other: together they would all be in memory at once.
  for (const { type, urn, inputs: props, ...state } of graph.resources) {
    const name = nameOf({ urn }), { protect = false, ignoreChanges = [] } = state;
    const provider = providers.get(state.provider?.slice(0, state.provider.lastIndexOf("::")) ?? "");
    const sketch = { type, name, props, options: { protect, ignoreChanges }, ...(provider !== undefined && { provider }) };
    const { said } = await askAbout(speaking(asked, type), sketch);
    all.push(...said.map((one) => ({ ...one, urn })));
  }
  const { said } = await ask(makeAnalyzeStackRpcFun, asked, stackRequest(graph.resources));
  return [...all, ...said];
}

/** Rules that have a say about a type; the others would say so for each resource. */
function speaking(asked: readonly Rule[], type: string): readonly Rule[] {
  return asked.filter(({ types }) => types.includes(type) || types.includes("*"));
}

function stackRequest(resources: readonly ResourceState[]): proto.AnalyzeStackRequest {
  return new proto.AnalyzeStackRequest().setResourcesList(resources.map((state) => {
    const props = { ...(state.id !== undefined && { id: state.id }), ...state.outputs };
    const resource = new proto.AnalyzerResource().setType(state.type).setName(nameOf(state)).setUrn(state.urn)
      .setProperties(Struct.fromJavaScript(props)).setOptions(new proto.AnalyzerResourceOptions())
      .setParent(state.parent ?? "").setDependenciesList([...(state.dependencies ?? [])]);
    for (const [property, urns] of Object.entries(state.propertyDependencies ?? {})) {
      resource.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]));
    }
    return resource;
  }));
}

/** What a rule says about resources, case by case. Sentences are those of `objection`, without what every message of the rule repeats. */
export interface Cases {
  readonly silent: Readonly<Record<string, readonly Sketch[]>>;
  readonly objects: Readonly<Record<string, readonly [resources: readonly Sketch[], ...sentences: string[]]>>;
  /** Properties that only the update can tell. */
  readonly open?: Readonly<Record<string, readonly [resources: readonly Sketch[], property: string]>>;
}

/** Holds a rule to its cases, and to have no say about any other type. */
export function holds(rule: Rule, { silent, objects, open = {} }: Cases): void {
  describe(rule.name, () => {
    for (const [title, resources] of Object.entries(silent)) {
      it(`is silent about ${title}`, async () => {
        assert.deepEqual(await verdict(rule, ...resources), []);
      });
    }
    for (const [title, [resources, ...sentences]] of Object.entries(objects)) {
      it(`objects to ${title}`, async () => {
        assert.deepEqual(await verdict(rule, ...resources), sentences.map((sentence) => objection(rule, sentence)));
      });
    }
    for (const [title, [resources, property]] of Object.entries(open)) {
      it(`cannot decide about ${title}`, async () => {
        assert.deepEqual(await verdict(rule, ...resources), [cannotDecide(rule, property)]);
      });
    }
    it("has no say about other types", async () => {
      assert.deepEqual(await verdict(rule, { type: "aws:sns/topic:Topic" }), [foreign(rule)]);
    });
  });
}

/** The same rules with settings, as a file for `--policy-pack-config` has them. */
export function configured(asked: readonly Rule[], config: Readonly<Record<string, object | string>>): readonly Rule[] {
  return asked.map((rule) => {
    const getConfig = (): object => (typeof config[rule.name] === "object" ? config[rule.name] as object : {});
    const own = <T extends object>(args: T): T => Object.assign(Object.create(args) as T, { getConfig });
    if ("validateStack" in rule) return { ...rule, validateStack: (args, report) => rule.validateStack(own(args), report) };
    const validate = rule.validateResource as ResourceValidation;
    const wrapped: ResourceValidation = (args, report) => validate(own(args), report);
    return { ...rule, validateResource: Object.assign(wrapped, validate) };
  });
}

/** Settings of the pack for a stack of this project. */
export function packConfig(stack: "dev" | "prod"): Readonly<Record<string, object>> {
  return JSON.parse(readFileSync(join(__dirname, `../../policies/config/${stack}.json`), "utf8")) as Readonly<Record<string, object>>;
}
