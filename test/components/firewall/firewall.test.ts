import assert from "node:assert/strict";
import { capacityUnits, mostUnits, Firewall, type AbuseSpec, type FirewallSpec } from "../../../components/firewall";
import type { Place } from "../../../components/core/place";
import { record, value } from "../../support/record";

const place: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const name = "use2-firewall";

const abuse: AbuseSpec = {
  action: "captcha", paths: ["/auth/", "/contact"], limit: 50, windowSeconds: 60, immunitySeconds: 600, tokenDomains: ["example.com"],
};
const spec: FirewallSpec = {
  sqlInjection: false, anonymousIps: false, rate: { limit: 2000, windowSeconds: 300 }, checkers: { addresses: ["192.0.2.0/26", "198.51.100.0/26"], paths: ["/healthz/role", "/healthz/live"] },
  largeBodyPaths: [], logged: "all", logRetentionDays: 90,
};
const everything: FirewallSpec = {
  ...spec, sqlInjection: true, anonymousIps: true, abuse, largeBodyPaths: ["/uploads/"], logged: "matched",
};
const build = (change: Partial<FirewallSpec> = {}, protects: Record<string, string> = { balancer: "balancer-arn" }) =>
  record((opts) => new Firewall(name, { place, spec: { ...spec, ...change }, logsKeyArn: "logs-key", protects }, opts));

const metric = (rule: string) => ({ metricName: `use2-firewall${rule}`, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true });
const path = (searchString: string, positionalConstraint: string) => ({
  byteMatchStatement: { fieldToMatch: { uriPath: {} }, positionalConstraint, searchString, textTransformations: [{ priority: 0, type: "NONE" }] },
});
const managed = (group: string) => ({ managedRuleGroupStatement: { vendorName: "AWS", name: group } });
const rate = { action: { block: {} }, statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 2000, evaluationWindowSec: 300 } } };
const checkers = {
  name: "checkers", priority: 0, action: { allow: {} }, visibilityConfig: metric("-checkers"),
  statement: { andStatement: { statements: [
    { ipSetReferenceStatement: { arn: "arn:aws:test:::use2-firewall-checkers" } }, { orStatement: { statements: [path("/healthz/role", "EXACTLY"), path("/healthz/live", "EXACTLY")] } },
  ] } },
};

describe("Firewall", () => {
  it("judges by reputation, rate and inspection, and lets in who passes", async () => {
    const { graph } = await build();
    const kept = { overrideAction: { none: {} } };
    assert.deepEqual(graph.one("aws:wafv2/webAcl:WebAcl", name).inputs, {
      scope: "REGIONAL", description: "Lists, rates and inspections in front of what answers users",
      defaultAction: { allow: {} },
      rules: [
        checkers,
        { name: "ip-reputation", priority: 1, ...kept, statement: managed("AWSManagedRulesAmazonIpReputationList"), visibilityConfig: metric("-ip-reputation") },
        { name: "rate", priority: 2, ...rate, visibilityConfig: metric("-rate") },
        { name: "known-bad-inputs", priority: 3, ...kept, statement: managed("AWSManagedRulesKnownBadInputsRuleSet"), visibilityConfig: metric("-known-bad-inputs") },
        { name: "common", priority: 4, ...kept, statement: managed("AWSManagedRulesCommonRuleSet"), visibilityConfig: metric("-common") },
      ],
      dataProtectionConfig: {
        dataProtections: [{ action: "SUBSTITUTION", field: { fieldType: "SINGLE_HEADER", fieldKeys: ["authorization", "cookie", "sec-websocket-protocol"] } }],
      },
      visibilityConfig: metric(""),
    });
  });

  it("is described in characters that WAF takes, and so are the addresses that it knows", async () => {
    const { graph } = await build();
    const described = [graph.one("aws:wafv2/webAcl:WebAcl", name), graph.one("aws:wafv2/ipSet:IpSet", `${name}-checkers`)].map(({ inputs }) => String(inputs["description"]));
    for (const text of described) assert.match(text, /^[\w+=:#@/,.-][\w+=:#@/,.\s-]+[\w+=:#@/,.-]$/);
  });

  it("lets long queries pass where a token may stand in them, beside large bodies", async () => {
    const common = async (change: Partial<FirewallSpec>): Promise<unknown> => {
      const { graph } = await build(change);
      const { rules } = graph.one("aws:wafv2/webAcl:WebAcl", name).inputs as { rules: { name: string; statement: { managedRuleGroupStatement: { ruleActionOverrides?: unknown } } }[] };
      return rules.find((rule) => rule.name === "common")?.statement.managedRuleGroupStatement.ruleActionOverrides;
    };
    const counted = (rule: string) => ({ name: rule, actionToUse: { count: {} } });
    assert.deepEqual([await common({}), await common({ tokenInQuery: true }), await common({ tokenInQuery: true, largeBodyPaths: ["/graphql"] })],
      [undefined, [counted("SizeRestrictions_QUERYSTRING")], [counted("SizeRestrictions_BODY"), counted("SizeRestrictions_QUERYSTRING")]]);
  });

  it("shows nobody the part of an address that a token may stand in, neither in the log nor in samples", async () => {
    const shown = async (change: Partial<FirewallSpec>) => {
      const { graph } = await build(change);
      const { dataProtections } = graph.one("aws:wafv2/webAcl:WebAcl", name).inputs["dataProtectionConfig"] as { dataProtections: object[] };
      const redacted = graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", name).inputs["redactedFields"] as object[];
      return [dataProtections.slice(1), redacted.slice(3)];
    };
    assert.deepEqual(await shown({ tokenInQuery: true }), [[{ action: "SUBSTITUTION", field: { fieldType: "QUERY_STRING" } }], [{ queryString: {} }]]);
    assert.deepEqual(await shown({}), [[], []]);
  });

  it("lets checkers in first, by addresses that are theirs, and has no such rule where nobody checks", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:wafv2/ipSet:IpSet", "use2-firewall-checkers").inputs, {
      scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: ["192.0.2.0/26", "198.51.100.0/26"], description: "Who asks whether the place is well",
    });
    const { graph: closed } = await build({ checkers: undefined });
    const { rules } = closed.one("aws:wafv2/webAcl:WebAcl", name).inputs as { rules: { name: string }[] };
    assert.deepEqual([rules.map((rule) => rule.name), closed.ofType("aws:wafv2/ipSet:IpSet")], [["ip-reputation", "rate", "known-bad-inputs", "common"], []]);
  });

  it("judges by everything that is asked for, in this order", async () => {
    const { graph } = await build(everything);
    const { rules, tokenDomains } = graph.one("aws:wafv2/webAcl:WebAcl", name).inputs as {
      rules: { name: string; priority: number }[]; tokenDomains: string[];
    };
    assert.deepEqual([rules.map(({ name: rule, priority }) => `${priority} ${rule}`), tokenDomains], [
      ["0 checkers", "1 ip-reputation", "2 anonymous-ips", "3 rate", "4 abuse", "5 known-bad-inputs", "6 common", "7 sql-injection", "8 body-size"],
      ["example.com"],
    ]);
    const [common, body] = [rules[6], rules[8]];
    assert.deepEqual([common, body], [
      {
        name: "common", priority: 6, overrideAction: { none: {} }, visibilityConfig: metric("-common"),
        statement: {
          managedRuleGroupStatement: {
            vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet",
            ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
          },
        },
      },
      {
        name: "body-size", priority: 8, action: { block: {} }, visibilityConfig: metric("-body-size"),
        statement: {
          andStatement: {
            statements: [
              { labelMatchStatement: { scope: "LABEL", key: "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body" } },
              { notStatement: { statement: path("/uploads/", "STARTS_WITH") } },
            ],
          },
        },
      },
    ]);
  });

  for (const [action, other, immunity] of [["captcha", "challenge", "captchaConfig"], ["challenge", "captcha", "challengeConfig"]] as const) {
    it(`asks for a ${action}, and for no ${other}, from an address that asks more often than people do`, async () => {
      const { graph } = await build({ abuse: { ...abuse, action, tokenDomains: [] } });
      const { rules, tokenDomains } = graph.one("aws:wafv2/webAcl:WebAcl", name).inputs as { rules: object[]; tokenDomains?: string[] };
      assert.deepEqual([rules[3], tokenDomains], [{
        name: "abuse", priority: 3, action: { [action]: {} }, [immunity]: { immunityTimeProperty: { immunityTime: 600 } },
        visibilityConfig: metric("-abuse"),
        statement: {
          rateBasedStatement: {
            aggregateKeyType: "IP", limit: 50, evaluationWindowSec: 60,
            scopeDownStatement: { orStatement: { statements: [path("/auth/", "STARTS_WITH"), path("/contact", "STARTS_WITH")] } },
          },
        },
      }, undefined]);
    });
  }

  it("logs every request without anybody's credentials, to a group that WAF may write to", async () => {
    const { graph } = await build();
    const logging = graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", name);
    assert.deepEqual(
      [
        graph.one("aws:cloudwatch/logGroup:LogGroup", name).inputs,
        graph.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", name).inputs,
        logging.inputs,
      ],
      [
        { namePrefix: "aws-waf-logs-use2-firewall-", kmsKeyId: "logs-key", retentionInDays: 90 },
        {
          resourceArn: "arn:aws:test:::use2-firewall",
          policyDocument: {
            Version: "2012-10-17",
            Statement: [{
              Sid: "DeliverFirewallLogs", Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" },
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: ["arn:aws:test:::use2-firewall:*"],
              Condition: {
                StringEquals: { "aws:SourceAccount": "111122223333" },
                ArnLike: { "aws:SourceArn": "arn:aws:logs:us-east-2:111122223333:*" },
              },
            }],
          },
        },
        {
          resourceArn: "arn:aws:test:::use2-firewall", logDestinationConfigs: ["arn:aws:test:::use2-firewall"],
          redactedFields: ["authorization", "cookie", "sec-websocket-protocol"].map((header) => ({ singleHeader: { name: header } })),
        },
      ]);
    assert.equal(logging.dependencies.includes("aws:cloudwatch/logResourcePolicy:LogResourcePolicy use2-firewall"), true);
  });

  it("logs only what a rule had something against, when asked", async () => {
    const { graph } = await build({ logged: "matched" });
    assert.deepEqual(graph.one("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", name).inputs["loggingFilter"], {
      defaultBehavior: "DROP",
      filters: [{
        behavior: "KEEP", requirement: "MEETS_ANY",
        conditions: ["BLOCK", "CAPTCHA", "CHALLENGE", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({ actionCondition: { action } })),
      }],
    });
  });

  it("stands in front of what it is told to, by name", async () => {
    const { graph } = await build({}, { balancer: "balancer-arn", login: "pool-arn" });
    const found = graph.ofType("aws:wafv2/webAclAssociation:WebAclAssociation").map((node) => [node.name, node.inputs]);
    assert.deepEqual(found, [
      ["use2-firewall-balancer", { webAclArn: "arn:aws:test:::use2-firewall", resourceArn: "balancer-arn" }],
      ["use2-firewall-login", { webAclArn: "arn:aws:test:::use2-firewall", resourceArn: "pool-arn" }],
    ]);
  });

  it("says who it is, and where it logs", async () => {
    const { result } = await build();
    assert.deepEqual(await Promise.all([result.webAclArn, result.webAclName, result.logGroupName].map(value)), [
      "arn:aws:test:::use2-firewall", "use2-firewall-name", "use2-firewall-name",
    ]);
  });

  for (const [what, change, message] of [
    ["rates that WAF does not count", { rate: { limit: 9, windowSeconds: 60 }, abuse: { ...abuse, limit: 0.5 } },
      "rate.limit is 9: want a whole number from 10 to 2000000000\nabuse.limit is 0.5: want a whole number from 10 to 2000000000"],
    ["checkers that are everybody, or ask nothing", { checkers: { addresses: ["0.0.0.0/0", "2001:db8::/32"], paths: [] } },
      "checkers.paths is empty: name at least one path, or leave checkers out\n" +
        'checkers.addresses holds "0.0.0.0/0": want a block of IPv4 addresses such as 192.0.2.0/24, and not all of them\n' +
        'checkers.addresses holds "2001:db8::/32": want a block of IPv4 addresses such as 192.0.2.0/24, and not all of them'],
    ["checkers without addresses", { checkers: { addresses: [], paths: ["/healthz"] } }, "checkers.addresses holds 0 blocks: want 1 to 10000"],
    ["paths that are none", { checkers: { addresses: ["192.0.2.0/26"], paths: ["/healthz", "healthz"] }, largeBodyPaths: ["uploads"] },
      'checkers.paths holds "healthz": want a path that starts with a slash and has 200 characters at most\n' +
        'largeBodyPaths holds "uploads": want a path that starts with a slash and has 200 characters at most'],
    ["abuse of nothing", { abuse: { ...abuse, paths: [], immunitySeconds: 299, tokenDomains: ["localhost"] } },
      "abuse.paths is empty: name at least one path, or leave abuse out\n" +
        "abuse.immunitySeconds is 299: want a whole number from 300 to 259200\n" +
        'abuse.tokenDomains holds "localhost": want a domain such as example.com'],
    ["a retention that CloudWatch Logs does not know", { logRetentionDays: 0 },
      "logRetentionDays is 0: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653"],
    ["more rules than the basic price covers", { ...everything, largeBodyPaths: Array.from({ length: 160 }, (_, index) => `/${index}`) },
      "the rules take 1509 capacity units: want 1500 at most, above which each request costs more; name fewer paths"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(build(change), { message });
    });
  }
});

describe("capacity of a firewall", () => {
  for (const [what, workload, units] of [
    ["the least", { groups: ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet"], checkedPaths: ["/healthz/role", "/healthz/live"], ratePaths: [[]], largeBodyPaths: [] }, 932],
    ["two optional groups", { groups: ["AWSManagedRulesSQLiRuleSet", "AWSManagedRulesAnonymousIpList"], checkedPaths: [], ratePaths: [], largeBodyPaths: [] }, 250],
    ["two rates over three paths, and two paths for bodies", { groups: [], checkedPaths: [], ratePaths: [["/a"], ["/b", "/c"]], largeBodyPaths: ["/d", "/e"] }, 15],
  ] as const) {
    it(`is ${units} of ${mostUnits} units for ${what}`, () => {
      assert.equal(capacityUnits(workload), units);
    });
  }
});
