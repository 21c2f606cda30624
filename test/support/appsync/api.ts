import assert from "node:assert/strict";
import vm from "node:vm";
import { transformSync } from "esbuild";
import { fields, type Field, type Source } from "../../../components/sync/fields";
import { fieldCode, type Setup } from "../../../components/sync/setup";
import { bundleResolvers } from "../../../stacks/resolvers";
import { type Request, type TableReplica } from "./replica";
import { EarlyReturn, utilsFor, type Extensions } from "./utils";

interface Resolver {
  request(ctx: unknown): unknown;
  response(ctx: unknown): unknown;
}

/** Who calls, as the authorizer of the place puts it. */
export interface Caller {
  readonly sub: string;
  readonly groups?: readonly string[];
}

export interface ApiArgs {
  readonly setup: Setup;
  readonly replica: TableReplica;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

let bundled: Readonly<Record<string, string>> | undefined;

/** The code of every resolver, as it is deployed. */
export function resolverCode(): Readonly<Record<string, string>> {
  bundled ??= bundleResolvers().code;
  return bundled;
}

type Loader = (...given: unknown[]) => void;
const loaders = new Map<string, Loader>();

/** A module as a function of what CommonJS gives it. */
function loaderOf(code: string): Loader {
  const known = loaders.get(code);
  if (known !== undefined) return known;
  const text = transformSync(code, { format: "cjs", target: "es2022" }).code;
  const loader = vm.runInThisContext(`(function (module, exports, require) { ${text}\n})`) as Loader;
  loaders.set(code, loader);
  return loader;
}

/** The API of one place: the deployed code of its resolvers, run as AppSync runs it, over a model of the table. */
export class Api {
  /** What the last call asked AppSync for beside its answer. */
  asked: Extensions = {};
  /** IAM actions that each source needed so far. */
  readonly needed: Readonly<Record<Source, Set<string>>> = { none: new Set(), read: new Set(), write: new Set() };
  private readonly loaded = new Map<string, Resolver>();
  private around: string | undefined;

  constructor(private readonly args: ApiArgs) {}

  /** @throws {FieldError} with what a resolver ended the field with. */
  call<T = unknown>(type: Field["type"], name: string, { caller, args }: { readonly caller: Caller; readonly args: object }): T {
    const field = fields.find((each) => each.type === type && each.field === name);
    assert.ok(field !== undefined, `there is no field ${type}.${name}`);
    for (const member of Object.keys(this.asked)) delete this.asked[member as keyof Extensions];
    const base = {
      args, arguments: args, stash: {}, info: { fieldName: name, parentTypeName: type },
      identity: { resolverContext: { sub: caller.sub, username: caller.sub, groups: JSON.stringify(caller.groups ?? []) } },
    };
    return structuredClone("functions" in field ? this.pipeline(field, base) : this.unit(field, base)) as T;
  }

  private pipeline(field: Extract<Field, { functions: unknown }>, base: object): unknown {
    const around = this.load("field", this.around ??= fieldCode(this.args.setup));
    around.request(base);
    let previous: unknown = null;
    for (const { code, source } of field.functions) {
      const ran = this.run(code, source, { ...base, prev: { result: previous } });
      previous = ran.value;
      if (ran.ends) break;
    }
    return around.response({ ...base, prev: { result: previous } });
  }

  private unit({ code, source }: Extract<Field, { code: string }>, base: object): unknown {
    return this.run(code, source, base).value;
  }

  private run(code: string, source: Source, ctx: object): { readonly value: unknown; readonly ends: boolean } {
    const resolver = this.load(code, resolverCode()[code] ?? assert.fail(`there is no code for ${code}`));
    try {
      // AppSync hands requests on as JSON.
      const request = JSON.parse(JSON.stringify(resolver.request(ctx))) as Request;
      return { value: resolver.response({ ...ctx, ...this.ask(source, request) }), ends: false };
    } catch (error) {
      if (!(error instanceof EarlyReturn)) throw error;
      return { value: error.value, ends: error.skipTo === "END" };
    }
  }

  private ask(source: Source, request: Request): object {
    if (source === "none") return { result: (request as unknown as { payload: unknown }).payload };
    const { replica } = this.args;
    replica.needed.clear();
    const outcome = replica.execute(request);
    for (const action of replica.needed) this.needed[source].add(action);
    return outcome;
  }

  private load(name: string, code: string): Resolver {
    const known = this.loaded.get(name);
    if (known !== undefined) return known;
    const module = { exports: {} as Resolver };
    const utils = utilsFor(this.args.now, this.asked);
    loaderOf(code)(module, module.exports, (wanted: string) => {
      assert.equal(wanted, "@aws-appsync/utils", "AppSync brings nothing else along");
      return utils;
    });
    this.loaded.set(name, module.exports);
    return module.exports;
  }
}
