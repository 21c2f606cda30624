import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSettings } from "../../stacks/settings";
import { problemsIn } from "../../stacks/settings/parse";
import { asConfig, stackFile, withValue } from "../support/settings";

const prod = stackFile("prod");
const { app } = prod["services"] as Record<string, Record<string, unknown>>;

function refusal(data: Record<string, unknown>): string {
  try {
    parseSettings(asConfig(data), "prod");
  } catch (error) {
    return (error as Error).message;
  }
  return "accepted";
}

describe("settings", () => {
  for (const stack of ["dev", "prod"] as const) {
    it(`accept Pulumi.${stack}.yaml`, () => {
      assert.deepEqual(parseSettings(asConfig(stackFile(stack)), stack), stackFile(stack));
    });
  }

  it("keep an account that starts with a zero", () => {
    assert.equal(parseSettings(asConfig(withValue(prod, ["account"], "012345678901")), "prod").account, "012345678901");
  });

  const rows: readonly (readonly [string, readonly (string | number)[], unknown, string])[] = [
    ["a primary that is no place", ["primary"], "nowhere",
      'understudy:primary is "nowhere", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml'],
    ["a missing setting", ["owner"], undefined,
      "understudy:owner is missing, want a name or an address of at most 200 letters, digits, spaces and _ . : / = + - @, as IAM takes them in tags: change it in Pulumi.prod.yaml"],
    ["a misspelt key", ["netwrok"], {},
      "understudy:netwrok: there is no such setting; did you mean `network`? (in Pulumi.prod.yaml)"],
    ["a misspelt key deep inside", ["services", "app", "taks"], 1,
      "understudy:services.app.taks: there is no such setting; did you mean `tasks`? (in Pulumi.prod.yaml)"],
    ["one zone", ["places", 0, "zones"], ["us-east-2a"],
      'understudy:places[0].zones is ["us-east-2a"], want at least 2 zones, so that one can fail: change it in Pulumi.prod.yaml'],
    ["a zone of another region", ["places", 0, "zones"], ["us-east-2a", "us-west-2a"],
      'understudy:places[0].zones is "us-west-2a", want zones of us-east-2, such as us-east-2a: change it in Pulumi.prod.yaml'],
    ["a zone twice", ["places", 0, "zones"], ["us-east-2a", "us-east-2a"],
      'understudy:places[0].zones is ["us-east-2a","us-east-2a"], want every zone once: change it in Pulumi.prod.yaml'],
    ["two places of one key", ["places", 1, "key"], "use2",
      'understudy:places[1].key is "use2", want another key than the first place has: change it in Pulumi.prod.yaml'],
    ["overlapping networks", ["places", 1, "cidr"], "10.20.0.0/17",
      'understudy:places[1].cidr is "10.20.0.0/17", want a block that does not overlap 10.20.0.0/16, the first place\'s: change it in Pulumi.prod.yaml'],
    ["a network too small", ["places", 1, "cidr"], "10.30.0.0/24",
      'understudy:places[1].cidr is "10.30.0.0/24", want a block from /16 to /20: change it in Pulumi.prod.yaml'],
    ["an epoch of zero", ["epoch"], 0,
      "understudy:epoch is 0, want a whole number of roles taken from 1 to 1000000000: change it in Pulumi.prod.yaml"],
    ["a front that is no service", ["domain", "front"], "web",
      'understudy:domain.front is "web", want one of app, the keys of the services: change it in Pulumi.prod.yaml'],
    ["a front that the role check cannot reach", ["services", "app", "route", "paths"], ["/app/*"],
      'understudy:services.app.route.paths is ["/app/*"], want paths that let /healthz/role and /healthz/live through, or none at all: this service answers for the place: change it in Pulumi.prod.yaml'],
    ["a host that is a place's own", ["services", "app", "route", "host"], "origin-eu",
      'understudy:services.app.route.host is "origin-eu", want a label other than drill, drill-…, lever, live, origin, origin-…, read-…, role and verdict, which the places\' own ' +
      "records have: change it in Pulumi.prod.yaml"],
    ["no service at all", ["services"], {},
      "understudy:services is {}, want at least one service: change it in Pulumi.prod.yaml"],
    ["a size that Fargate does not sell", ["services", "app", "memoryMiB"], 1000,
      "understudy:services.app: memoryMiB is 1000: with 1024 CPU units Fargate has 2048 to 8192 in steps of 1024 (in Pulumi.prod.yaml)"],
    ["bounds upside down", ["services", "app", "tasks"], { min: 5, max: 2 },
      "understudy:services.app: tasks is 5 to 2: want whole numbers from 0, the first no higher than the second (in Pulumi.prod.yaml)"],
    ["a primary in one zone", ["services", "app", "tasks", "min"], 1,
      "understudy:services.app.tasks.min is 1, want a whole number of tasks from 2 to 1000: change it in Pulumi.prod.yaml"],
    ["an owner that no tag takes", ["owner"], "Jane & Co",
      'understudy:owner is "Jane & Co", want a name or an address of at most 200 letters, digits, spaces and _ . : / = + - @, as IAM takes them in tags: ' +
      "change it in Pulumi.prod.yaml"],
    ["a slow start too short", ["services", "app", "slowStartSeconds"], 10,
      "understudy:services.app: slowStartSeconds is 10: want a whole number from 30 to 900 (in Pulumi.prod.yaml)"],
    ["a request count with two target groups", ["services", "app", "release"], { strategy: "blue-green", bakeMinutes: 5 },
      "understudy:services.app: scaling.requestsPerTargetPerMinute is set with blue-green releases: these move requests between two target " +
      "groups, and the metric follows one; leave it out, or release rolling (in Pulumi.prod.yaml)"],
    ["an unknown release", ["services", "app", "release"], { strategy: "hope" },
      'understudy:services.app.release.strategy is "hope", want a strategy: rolling, blue-green, linear or canary: change it in Pulumi.prod.yaml'],
    ["a root user", ["services", "app", "user"], "0:0",
      'understudy:services.app.user is "0:0", want a user and a group other than root, such as `10001:10001`: change it in Pulumi.prod.yaml'],
    ["the internet without a way out", ["network", "nat"], "none",
      "Pulumi.prod.yaml has 2 problems:\n" +
      "  understudy:services.app.internet is true, want false, since `network.nat` is `none`, or a NAT gateway: change it in Pulumi.prod.yaml\n" +
      '  understudy:network.nat is "none", want one-per-zone or single, since functions of the API call Kinesis, SQS and Cognito, for which the network has no endpoints: change it in Pulumi.prod.yaml'],
    ["a read name without two living places", ["domain", "readHost"], "read",
      'understudy:domain.readHost is "read", want no such name with the strategy warm-standby: only active-active answers reads in both places: change it in Pulumi.prod.yaml'],
    ["a promise that cannot be kept", ["recovery", "rtoMinutes"], 5,
      "understudy:recovery: a failover can take 29 minutes (64 s to page people, 900 s to decide, 30 s to read, fence and call, 600 s to promote the database, " +
      "50 s to find the new writer, 30 s to tell name servers, 60 s to leave resolvers' caches), over the 5 that rtoMinutes promises: raise rtoMinutes to 29, " +
      "or set decision to automatic, which makes it 16 (in Pulumi.prod.yaml)"],
    ["a firewall that counts too slowly", ["firewall", "rate", "windowSeconds"], 90,
      "understudy:firewall.rate.windowSeconds is 90, want one of 60, 120, 300, 600, the windows that WAF offers: change it in Pulumi.prod.yaml"],
    ["an approval in ARC without ARC", ["recovery", "arcApprovalRole"], "arn:aws:iam::123456789012:role/people",
      'understudy:recovery.arcApprovalRole is "arn:aws:iam::123456789012:role/people", want none: without the trigger arc there is no plan that asks: change it in Pulumi.prod.yaml'],
    ["a trigger that there is not", ["recovery", "trigger"], "hope", 'understudy:recovery.trigger is "hope", want one of detector, arc: change it in Pulumi.prod.yaml'],
    ["a witness in a place of its own", ["recovery", "witness"], "us-east-2",
      'understudy:recovery.witness is "us-east-2", want a third region: use2 is there, and would be its own witness: change it in Pulumi.prod.yaml'],
    ["an unknown region", ["places", 0, "region"], "us-east-9", "one of"],
  ];
  for (const [flaw, at, value, message] of rows) {
    it(`refuse ${flaw}`, () => {
      const said = refusal(withValue(prod, at, value));
      if (message === "one of") assert.match(said, /understudy:places\[0\]\.region is "us-east-9", want one of af-south-1, .*us-west-2/);
      else assert.equal(said, message);
    });
  }

  it("ask in ARC by a role of the stack's own account alone, and only where a plan can start something", () => {
    const arc = (change: Readonly<Record<string, unknown>>): string => refusal(Object.entries({ trigger: "arc", ...change }).reduce((data, [at, value]) => withValue(data, ["recovery", at], value), prod));
    assert.equal(arc({ arcApprovalRole: "arn:aws:iam::123456789012:role/people" }), "accepted");
    assert.match(arc({ arcApprovalRole: "arn:aws:iam::210987654321:role/people" }), /want a role of account 123456789012, whose plan it is/);
    assert.match(arc({ arcApprovalRole: "people" }), /want the ARN of a role, or `none`/);
    assert.match(arc({ strategy: "backup-restore", rtoMinutes: 2880 }), /recovery\.trigger is "arc", want detector: under backup-restore nothing stands that a plan could start/);
  });

  it("name the endpoints that a service without the internet lacks", () => {
    const closed = withValue(withValue(prod, ["services", "app", "internet"], false), ["network", "interfaceEndpoints"], ["kms"]);
    assert.equal(refusal(closed), 'understudy:network.interfaceEndpoints is ["kms"], want ecr.api, ecr.dkr, logs, secretsmanager too, since `app` may not call the ' +
      "internet and cannot work without them: change it in Pulumi.prod.yaml");
  });

  it("name the key that a shell into a closed task needs", () => {
    const closed = withValue(withValue(prod, ["services", "app"], { ...app, internet: false, exec: true }), ["network", "interfaceEndpoints"], ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"]);
    assert.equal(refusal(closed), 'understudy:network.interfaceEndpoints is ["ecr.api","ecr.dkr","logs","secretsmanager","ssmmessages"], want kms too, since `app` may not ' +
      "call the internet and cannot work without them: change it in Pulumi.prod.yaml");
  });

  describe("about several services", () => {
    const other = (priority: number, paths: string[]) => ({ ...app, route: { host: "app", paths, priority } });

    it("take a second one with paths of its own, asked before the first", () => {
      assert.equal(refusal(withValue(prod, ["services", "shop"], other(50, ["/shop/*"]))), "accepted");
    });

    it("refuse one that another leaves nothing to answer", () => {
      assert.equal(refusal(withValue(prod, ["services", "shop"], other(200, ["/shop/*"]))),
        'understudy:services.shop.route is {"host":"app","paths":["/shop/*"],"priority":200}, want a rank before `app`, or paths of its own: those take ' +
        "every request of app that this service asks for: change it in Pulumi.prod.yaml");
    });

    it("refuse two of the same rank", () => {
      assert.equal(refusal(withValue(prod, ["services", "shop"], other(100, ["/shop/*"]))), [
        "Pulumi.prod.yaml has 2 problems:",
        "  understudy:services.shop.route.priority is 100, want another rank than `app` has: change it in Pulumi.prod.yaml",
        '  understudy:services.shop.route is {"host":"app","paths":["/shop/*"],"priority":100}, want a rank before `app`, or paths of its own: those take ' +
          "every request of app that this service asks for: change it in Pulumi.prod.yaml",
      ].join("\n"));
    });
  });

  it("say everything at once", () => {
    assert.equal(refusal(withValue(withValue(prod, ["epoch"], "one"), ["account"], "12")), [
      "Pulumi.prod.yaml has 2 problems:",
      '  understudy:account is "12", want the 12 digits of an AWS account, in quotes: change it in Pulumi.prod.yaml',
      '  understudy:epoch is "one", want a whole number of roles taken from 1 to 1000000000: change it in Pulumi.prod.yaml',
    ].join("\n"));
  });

  it("answer any change of any value with settings or with problems, and never fall over", () => {
    const paths = leaves(prod, []);
    fc.assert(fc.property(fc.constantFrom(...paths), fc.jsonValue(), (at, value) => {
      const checked = problemsIn(withValue(prod, at, value));
      if ("settings" in checked) return;
      assert.notEqual(checked.problems.length, 0);
      for (const problem of checked.problems) assert.match(problem.path, /^\w/);
    }), { numRuns: 500 });
  });
});

function leaves(data: unknown, at: readonly (string | number)[]): (readonly (string | number)[])[] {
  if (Array.isArray(data)) return [...(at.length > 0 ? [at] : []), ...data.flatMap((inner, rank) => leaves(inner, [...at, rank]))];
  if (typeof data === "object" && data !== null) return [...(at.length > 0 ? [at] : []), ...Object.entries(data).flatMap(([key, inner]) => leaves(inner, [...at, key]))];
  return [at];
}
