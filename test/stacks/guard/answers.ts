import { type Call, answers as asSettingsSay, type Answers } from "../../../tools/answers";

type Values = Readonly<Record<string, unknown>>;

const empty = (): never => { throw new Error("reading DynamoDB Table Item (control|region#use2|-): empty result"); };
const gone = (): never => { throw new Error("reading DynamoDB Table Item (control|region#use2|-): couldn't find resource"); };
const noDatabase = (): never => { throw new Error("ID: \"understudy\", Cause: couldn't find resource"); };
const dark = (): never => { throw new Error("dial tcp: lookup dynamodb.us-east-2.amazonaws.com: no such host"); };
const item = (attributes: Values): Values => ({ id: "x", item: JSON.stringify(attributes) });
const pkOf = ({ args }: Call): string => (JSON.parse(String(args["key"])) as { pk: { S: string } }).pk.S;
const isTable = ({ token }: Call): boolean => token.endsWith("getTableItem");
const isLost = ({ place: { region } }: Call): boolean => region === "us-east-2";
const isAsked = ({ token }: Call): boolean => /:getTableItem$|:getGlobalCluster$/.test(token);

/** What AWS answers the guard, by the name of the stack. */
const cases: Readonly<Record<string, (call: Call) => Values>> = {
  stale: (call) => (isTable(call) ? (pkOf(call) === "region#usw2" ? item({ epoch: { N: "2" }, at: { N: "1" }, by: { S: "ana" } }) : empty())
    : asSettingsSay.invoke({ ...call, settings: { ...call.settings, primary: "usw2" } })),
  locked: (call) => (isTable(call) && pkOf(call) === "lock#usw2"
    ? item({ purpose: { S: "activate" }, owner: { S: "ana-1" }, epoch: { N: "2" }, leaseUntil: { N: String(Date.now() + 90_000) } }) : asSettingsSay.invoke(call)),
  half: (call) => (isLost(call) ? dark() : asSettingsSay.invoke(call)),
  dark: () => dark(),
  bootstrap: (call) => (isTable(call) ? gone() : noDatabase()),
  robbed: (call) => (isTable(call) ? gone() : asSettingsSay.invoke(call)),
  halfBootstrap: (call) => (isLost(call) ? dark() : isTable(call) ? gone() : noDatabase()),
};

/** Those of the preview, but for what the guard asks in a case. */
export const answers: Answers = {
  create: (question) => asSettingsSay.create(question),
  read: (question) => asSettingsSay.read(question),
  invoke: (call) => {
    const stack = /^understudy-(\w+)(-control)?$/.exec(String(call.args["tableName"] ?? call.args["identifier"]))?.[1] ?? "";
    const said = cases[stack];
    return said === undefined || !isAsked(call) ? asSettingsSay.invoke(call) : said(call);
  },
};
