import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { buildSchema, graphql, Kind, validateSchema, type GraphQLFieldResolver, type GraphQLObjectType } from "graphql";
import { fields } from "../../../components/sync/fields";
import { bundleResolvers } from "../../../stacks/resolvers";
import { addedToSchemas } from "../../support/appsync/listeners";
import { beginning, Places } from "../../support/appsync/places";

const { schema: text } = bundleResolvers();
const schema = buildSchema(addedToSchemas + text);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((root) => root !== null && root !== undefined);
const caller = { sub: "ann", groups: ["provider"] };

/** Answers a call as the API of the first place does. */
function ask(places: Places, source: string): ReturnType<typeof graphql> {
  const fieldResolver: GraphQLFieldResolver<Record<string, unknown> | undefined, unknown, object> = (...[root, args, , { fieldName, parentType }]) => {
    if (parentType.name !== "Query" && parentType.name !== "Mutation") return root?.[fieldName];
    places.pass();
    return places.apis.use2.call(parentType.name, fieldName, { caller, args });
  };
  return graphql({ schema, source, fieldResolver });
}

describe("the schema of the sync API", () => {
  it("is valid", () => {
    assert.deepEqual(validateSchema(schema), []);
  });

  it("has a resolver for every field of its roots, and no resolver is for nothing", () => {
    const named = (root: GraphQLObjectType): string[] => Object.keys(root.getFields()).map((field) => `${root.name}.${field}`);
    assert.deepEqual(fields.map(({ type, field }) => `${type}.${field}`).sort(), roots.flatMap(named).sort());
    const used = fields.flatMap((field) => ("functions" in field ? field.functions.map(({ code }) => code) : [field.code]));
    const files = readdirSync(path.resolve(__dirname, "../../../components/sync/resolvers")).filter((file) => file.endsWith(".ts")).map((file) => path.basename(file, ".ts"));
    assert.deepEqual([...new Set(used)].sort(), files.sort());
  });

  it("tells subscribers what its mutations answer, in the same type", () => {
    const [, mutations, subscriptions] = roots;
    const told = Object.values(subscriptions?.getFields() ?? {}).map(({ name, type, astNode }) => {
      const by = astNode?.directives?.[0]?.arguments?.[0]?.value;
      const names = by?.kind === Kind.LIST ? by.values.map((value) => ("value" in value ? String(value.value) : "")) : [];
      return [name, names, names.every((each) => String(mutations?.getFields()[each]?.type).replace("!", "") === String(type))];
    });
    assert.deepEqual(told, [["changed", ["put", "remove"], true], ["shared", ["share"], true]]);
  });

  it("lets in whoever asks about a space before anything else is looked at", () => {
    const aboutSpaces = fields.filter((field) => "functions" in field && field.functions.length > 1);
    assert.deepEqual(aboutSpaces.filter((field) => !("functions" in field) || field.functions[0].code !== "admit"), []);
    assert.deepEqual(fields.filter((field) => "functions" in field && field.functions.length === 1).map(({ field }) => field), ["spaces", "share", "unshare"]);
  });

  it("is what the resolvers answer", async () => {
    const places = new Places();
    const record = "id kind body version write trail author changedAt deleted";
    const answers = [
      await ask(places, `mutation { put(input: { space: "own#ann", id: "r", kind: "k", body: "b", write: "w1" }) { space status record { ${record} } } }`),
      await ask(places, `mutation { remove(input: { space: "own#ann", id: "r", write: "w2", base: "w1" }) { status record { ${record} } } }`),
      await ask(places, 'mutation { remove(input: { space: "own#ann", id: "x", write: "w2", base: "w1" }) { status record { id } } }'),
      await ask(places, 'mutation { share(space: "shared#ann#t", members: ["bob"]) { space owner members } unshare(space: "shared#ann#t", member: "bob") { space member } }'),
      await ask(places, `{ spaces { spaces { space owner } after } members(space: "shared#ann#t") record(space: "own#ann", id: "r") { ${record} } none: record(space: "own#ann", id: "x") { id } }`),
      await ask(places, `{ changes(space: "own#ann") { records { ${record} } after more full at } }`),
    ];
    assert.deepEqual(answers.flatMap(({ errors }) => errors ?? []), []);
    assert.deepEqual(JSON.parse(JSON.stringify(answers[5]?.data)), { changes: {
      records: [{ id: "r", kind: "k", body: null, version: 2, write: "w2", trail: ["w1"], author: "ann", changedAt: beginning + 2, deleted: true }],
      after: `1|use2|rest|${String(beginning + 10)}|${String(beginning + 10 - 120_000)}|${String(beginning + 10)}|`, more: false, full: true, at: beginning + 10,
    } });
  });
});
