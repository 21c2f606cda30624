import assert from "node:assert/strict";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { unfilled } from "../../stacks/placeholders";
import { parseSettings } from "../../stacks/settings";
import { type Change, refusal } from "../support/settings";

const at = (...path: readonly string[]): string[] => ["messaging", ...path];
const number = (region: string, account = "123456789012"): string => `arn:aws:sms-voice:${region}:${account}:phone-number/phone-1`;
const both = { use2: [number("us-east-2")], usw2: [number("us-west-2")] };
const pushing = "ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-west-1, eu-west-2, us-east-1, us-east-2, us-west-2";

describe("settings of messaging", () => {
  it("accept numbers in both places, and a stack that reaches nobody", () => {
    assert.deepEqual([refusal([at("sms", "originationArns"), both]), refusal([at("sms"), "none"], [at("push"), "none"], [at("email"), "none"])], [[], []]);
  });

  const rows: readonly (readonly [flaw: string, changes: readonly Change[], said: readonly string[]])[] = [
    ["push that reaches nobody", [[at("push"), { fcm: false, apns: "none", adm: "none" }]],
      ['messaging.push is {"fcm":false,"apns":"none","adm":"none"}, want `none`, or at least one of fcm, apns and adm']],
    ["numbers in one place", [[at("sms", "originationArns"), { use2: both.use2 }]],
      ["messaging.sms.originationArns: use2 alone has numbers: after a failover nobody would get a text message; lease some for the other place too, or for neither"]],
    ["numbers of a place that is none", [[at("sms", "originationArns"), { ...both, euw1: [number("eu-west-1")] }]],
      ['messaging.sms.originationArns is "euw1", want one of use2, usw2']],
    ["numbers of another region or account", [[at("sms", "originationArns"), { use2: [number("us-west-2")], usw2: [number("us-west-2", "999999999999")] }]],
      [`messaging.sms.originationArns.use2 is "${number("us-west-2")}", want ARNs of us-east-2 and account 123456789012`,
        `messaging.sms.originationArns.usw2 is "${number("us-west-2", "999999999999")}", want ARNs of us-west-2 and account 123456789012`]],
    ["a number that is no ARN", [[at("sms", "originationArns"), { ...both, use2: ["+15555550100"] }]],
      ['messaging.sms.originationArns.use2[0] is "+15555550100", want the ARN of a phone number or a sender ID']],
    ["a bundle at Apple that is none", [[at("push", "apns", "teamId"), "team"]], ['messaging.push.apns.teamId is "team", want the 10 capital letters and digits of a team']],
    ["an operator without an address", [[at("operators", "emails"), ["platform"]]], ['messaging.operators.emails[0] is "platform", want an e-mail address']],
    ["a webhook in clear", [[at("operators", "webhooks"), { pager: "http://pager.example.com" }]],
      ['messaging.operators.webhooks.pager is "http://pager.example.com", want an address that starts with `https://`']],
    ["a sender with an @", [[at("email", "fromUser"), "no-reply@example.com"]], ['messaging.email.fromUser is "no-reply@example.com", want the part of an address before the @, such as `no-reply`']],
  ];
  for (const [flaw, changes, said] of rows) it(`refuse ${flaw}`, () => assert.deepEqual(refusal(...changes), said));

  it("refuse regions that do not push, or whose signatures stand elsewhere", () => {
    const said = refusal([["places", 1, "region"], "af-south-1"], [["places", 1, "zones"], ["af-south-1a", "af-south-1b", "af-south-1c"]]);
    assert.deepEqual(said.filter((line) => line.startsWith("messaging.")).map((line) => line.split(": want")[0]), [
      "messaging.push: AWS End User Messaging Push is not in af-south-1", "messaging.email: e-mails of af-south-1 are signed under a domain that is not known here",
    ]);
    assert.ok(said.some((line) => line.includes(`want one of ${pushing}, or \`none\``)));
  });
});

describe("what an owner fills in for messaging", () => {
  const config = Object.fromEntries(Object.entries((parse(readFileSync("Pulumi.prod.yaml", "utf8")) as { config: Record<string, unknown> }).config)
    .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]));
  const missing = (change: Record<string, string | undefined> = {}): Record<string, string> => {
    const changed = Object.fromEntries(Object.entries({ ...config, ...change }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
    return Object.fromEntries(unfilled(parseSettings(changed, "prod"), changed).filter(({ setting }) => /^(messaging|push)/.test(setting)).map(({ setting, why }) => [setting, why]));
  };
  const how = (what: string, key: string): string => `${what}, by \`pulumi config set --secret ${key}\``;

  it("is who hears alarms, the apps, and every credential that a channel asks for", () => {
    assert.deepEqual(missing(), {
      "messaging.operators.emails": "who hears alarms", "messaging.push.apns": "your app, team and key at Apple", "messaging.push.adm": "your client at Amazon",
      "push:fcm": how("the JSON of a service account at Google", "push:fcm"), "push:apns": how("the text of the `.p8` file from Apple", "push:apns"),
      "push:adm": how("the secret of the client at Amazon", "push:adm"),
    });
  });

  it("is done with once a credential is encrypted, and not while one is missing or in clear", () => {
    const said = missing({ "push:fcm": "[secret push:fcm]", "push:apns": undefined, "push:adm": "amzn-secret" });
    assert.deepEqual(Object.entries(said).filter(([key]) => key.startsWith("push:")), [
      ["push:apns", how("the text of the `.p8` file from Apple", "push:apns")],
      ["push:adm", `${how("the secret of the client at Amazon", "push:adm")}; it stands in clear now: have it replaced by whoever issued it`],
    ]);
  });
});
