import assert from "node:assert/strict";
import { operationIds } from "../../functions/api/operation-ids";
import { apiFirewall, apiUrlOf, openApiOf } from "../../stacks/api";
import { apiProblems } from "../../stacks/settings/rules/api";
import { nameOf, type ResourceState } from "../../tools/recorder/graph";
import { settingsWith, stackFile } from "../support/settings";
import { recordedStack } from "../support/stacks";
import { leanerDev } from "../support/variants";

const prod = stackFile("prod");
const settings = settingsWith();

describe("settings of the API", () => {
  const rows: readonly (readonly [string, readonly string[], unknown, string])[] = [
    ["a name that a service has", ["api", "host"], "app", 'understudy:api.host is "app", want a label of its own, since a service or the name for reads has this one: change it in Pulumi.prod.yaml'],
    ["a limit for an operation that there is not", ["api", "throttle", "routes"], { listDevice: { perSecond: 1, burst: 1 } },
      `understudy:api.throttle: throttle names operation listDevice: want one of ${operationIds.join(", ")} (in Pulumi.prod.yaml)`],
    ["a route that takes more than all of them", ["api", "throttle", "all"], { perSecond: 49, burst: 20 },
      "understudy:api.throttle: throttle of notify is above that of all routes: want it lower, or leave it out (in Pulumi.prod.yaml)"],
    ["a file that is longer than one request may be", ["uploads", "mostMiB"], 4769, "understudy:uploads.mostMiB is 4769, want a whole number of MiB from 1 to 4768: change it in Pulumi.prod.yaml"],
    ["an origin that is none", ["api", "webOrigin"], "app.example.com",
      'understudy:api.webOrigin is "app.example.com", want an origin such as `https://app.example.com`, or `*`: change it in Pulumi.prod.yaml'],
    ["an hour that Kinesis does not count", ["usage", "retentionHours"], 23, "understudy:usage.retentionHours is 23, want a whole number of hours from 24 to 8760: change it in Pulumi.prod.yaml"],
  ];
  for (const [flaw, at, value, message] of rows) {
    it(`refuse ${flaw}`, () => {
      assert.throws(() => settingsWith([at, value]), { message });
    });
  }

  it("refuse users none of whom could notify others", () => {
    assert.deepEqual(apiProblems({ ...settings, identity: { ...settings.identity, groups: { operator: { description: "Runs the platform", precedence: 1 } } } }), [
      { path: "identity.groups", got: ["operator"], want: "provider too, whose members may notify others through the API" },
    ]);
  });
});

describe("the API of a place", () => {
  const resources = async (set: readonly string[] = []): Promise<readonly ResourceState[]> => (await recordedStack("prod", set)).graph.resources;
  const inputsOf = (all: readonly ResourceState[], type: string, name: string): ResourceState["inputs"] => all.find((each) => each.type === type && nameOf(each) === name)?.inputs ?? assert.fail(`no ${type} ${name}`);

  it("has one address in both places, which follows the writer by the checks that all public names have", async () => {
    assert.equal(apiUrlOf(settings), "https://api.example.com/v1");
    const all = await resources();
    const ofPlace = (place: string) => inputsOf(all, "aws:route53/record:Record", `${place}-failover-api`);
    const service = (place: string) => inputsOf(all, "aws:route53/record:Record", `${place}-failover-app`);
    for (const [place, rank] of [["use2", "PRIMARY"], ["usw2", "SECONDARY"]] as const) {
      const domain = all.find((each) => each.type === "aws:apigateway/domainName:DomainName" && nameOf(each) === `${place}-api`);
      const { name, aliases, failoverRoutingPolicies, healthCheckId } = ofPlace(place);
      assert.deepEqual([name, aliases, failoverRoutingPolicies], ["api.example.com", [{
        name: domain?.outputs["regionalDomainName"], zoneId: domain?.outputs["regionalZoneId"], evaluateTargetHealth: false,
      }], [{ type: rank }]]);
      assert.equal(healthCheckId, service(place)["healthCheckId"]);
      assert.equal(domain?.inputs["domainName"], "api.example.com");
      const { subjectAlternativeNames } = inputsOf(all, "aws:acm/certificate:Certificate", `${place}-certificate-request`);
      assert.equal((subjectAlternativeNames as string[]).includes("api.example.com"), true);
    }
  });

  it("is in what applications are set up with, in every place by the same address", async () => {
    const { clientConfig } = (await recordedStack("prod")).graph.outputs as { clientConfig: { places: Record<string, Record<string, { custom: { API: { platform: { endpoint: string; region: string } } } }>> } };
    assert.deepEqual(Object.values(clientConfig.places).map(({ ios }) => [ios?.custom.API.platform.endpoint, ios?.custom.API.platform.region]), [
      ["https://api.example.com/v1", "us-east-2"], ["https://api.example.com/v1", "us-west-2"],
    ]);
  });

  it("lets the roles of people ask for what stands behind a signature, and for nothing else", async () => {
    const all = await resources();
    const { policy } = inputsOf(all, "aws:iam/rolePolicy:RolePolicy", "use2-api-signed-provider") as unknown as { policy: { Statement: [{ Action: string[]; Resource: string[] }] } };
    const signed = Object.keys(openApiOf(settings).paths).filter((path) => path.startsWith("/signed/")).length;
    const [{ Action, Resource }] = policy.Statement;
    assert.deepEqual(Action, ["execute-api:Invoke"]);
    assert.deepEqual(Resource.filter((arn) => !/^arn:aws:execute-api:us-east-2:123456789012:[a-z0-9]{10}\/live\/[A-Z]+\/signed\//.test(arn)), []);
    assert.equal(new Set(Resource.map((arn) => arn.replace(/\/live\/[A-Z]+\//, "/"))).size, signed);
  });

  it("stands behind the stack's firewall, without what apps cannot do", () => {
    const { checkers, abuse, sqlInjection, largeBodyPaths, ...rest } = apiFirewall(settings);
    assert.deepEqual({ checkers, abuse, sqlInjection, largeBodyPaths }, {
      checkers: undefined, abuse: undefined, sqlInjection: false, largeBodyPaths: ["/events", "/signed/events", "/v1/events", "/v1/signed/events"],
    });
    const { rate, anonymousIps, logged, logRetentionDays } = prod["firewall"] as Record<string, unknown>;
    assert.deepEqual(rest, { rate, anonymousIps, logged, logRetentionDays });
  });

  it("leaves the account's own setting for logs to whoever else has it", async () => {
    const all = (await recordedStack("dev", leanerDev)).graph.resources;
    assert.deepEqual(all.filter(({ type }) => type === "aws:apigateway/account:Account").map(nameOf), []);
  });
});
