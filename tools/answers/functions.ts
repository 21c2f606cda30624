import { type Call } from "./answers";
import { controlItem, globalDatabase } from "./control";
import { domainOf, partitionOf } from "./regions";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
const lines = (value: unknown): Values[] => (Array.isArray(value) ? value.filter(isValues) : []);
const only = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

/** Names of zones are the region's with a letter; every region has at least three zones. Source: AWS documentation, "AWS Regions and Availability Zones". */
const zones = ["a", "b", "c"];

const functions: Readonly<Record<string, (call: Call, region: string) => Values>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_, region) =>
    ({ id: region, names: zones.map((letter) => `${region}${letter}`), groupNames: [region], state: "available" }),
  "aws:index/getRegion:getRegion": (_, region) =>
    ({ id: region, name: region, region, endpoint: `ec2.${region}.${domainOf(region)}`, description: region }),
  "aws:index/getCallerIdentity:getCallerIdentity": ({ place: { account } }, region) =>
    ({ id: account, accountId: account, arn: `arn:${partitionOf(region)}:iam::${account}:root`, userId: account }),
  "aws:index/getPartition:getPartition": (_, region) => ({
    id: partitionOf(region), partition: partitionOf(region), dnsSuffix: domainOf(region), reverseDnsPrefix: domainOf(region).split(".").reverse().join("."),
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": ({ args }) => policyDocument(args),
  "aws:dynamodb/getTableItem:getTableItem": controlItem,
  "aws:rds/getGlobalCluster:getGlobalCluster": globalDatabase,
};

/**
 * Answers the functions of the provider that need no look at the cloud, and those that ask whether it is as the settings say: it is.
 * @throws {Error} naming any other.
 */
export function callFunction(call: Call): Values {
  const known = functions[call.token];
  if (known === undefined) {
    throw new Error(`${call.token} looks something up in the cloud, which a preview cannot: pass the value in as a setting`);
  }
  return known(call, typeof call.args["region"] === "string" ? call.args["region"] : call.place.region);
}

function policyDocument(args: Values): Values {
  const statements = lines(args["statements"]).map(statement);
  const document = { Version: args["version"] ?? "2012-10-17", ...(args["policyId"] !== undefined && { Id: args["policyId"] }), Statement: statements };
  const minifiedJson = JSON.stringify(document);
  return { id: String(minifiedJson.length), json: JSON.stringify(document, undefined, 2), minifiedJson };
}

function statement(given: Values): Values {
  const made: Record<string, unknown> = {};
  if (given["sid"] !== undefined) made["Sid"] = given["sid"];
  made["Effect"] = given["effect"] ?? "Allow";
  for (const [key, name] of [["principals", "Principal"], ["notPrincipals", "NotPrincipal"]] as const) {
    if (lines(given[key]).length > 0) made[name] = principals(lines(given[key]));
  }
  for (const [key, name] of [["actions", "Action"], ["notActions", "NotAction"], ["resources", "Resource"], ["notResources", "NotResource"]] as const) {
    if (given[key] !== undefined) made[name] = only(given[key]);
  }
  const conditions = lines(given["conditions"]);
  if (conditions.length > 0) made["Condition"] = conditionsOf(conditions);
  return made;
}

function principals(listed: readonly Values[]): unknown {
  const [first] = listed;
  if (listed.length === 1 && first?.["type"] === "*") return "*";
  return Object.fromEntries(listed.map((principal) => [String(principal["type"]), only(principal["identifiers"])]));
}

function conditionsOf(listed: readonly Values[]): Values {
  const tests: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of listed) (tests[String(test)] ??= {})[String(variable)] = only(values);
  return tests;
}
