import assert from "node:assert/strict";
import { serviceProblems, type Judged } from "../../../components/service/problems";
import { plain, shifting, spec } from "./fixture";

const sound: Judged = {
  name: "use2-service-api", spec, hosts: ["api.example.com"], tasks: { min: 2, max: 10, schedules: "running" },
};

const nightly = { name: "night", cron: "0 22 * * ? *", timezone: "America/New_York", min: 2, max: 4 };

const flaws: readonly [string, Partial<Judged>, string[]][] = [
  ["a name that leaves no room", { name: "use2-service-notifications" }, [
    "use2-service-notifications-a has 28 characters: want 24 at most, so that a targetGroup has room for its suffix; " +
      "shorten the place's key or the part that an owner named",
  ]],
  ["a tag", { spec: { ...spec, image: { repository: "Shop", digest: "latest" } } }, [
    'image.repository is "Shop": want a repository of the place\'s own registry, such as app',
    'image.digest is "latest": want sha256: and 64 hexadecimal digits, since a tag can change under a running service',
  ]],
  ["root", { spec: { ...spec, user: "0:0" } }, [
    'user is "0:0": want numbers of a user and a group other than root, such as 10001:10001',
  ]],
  ["a port that needs root", { spec: { ...spec, port: 443 } }, ["port is 443: want a whole number from 1024 to 65535"]],
  ["a disk that Fargate has not", { spec: { ...spec, ephemeralStorageGiB: 20 } }, [
    "ephemeralStorageGiB is 20: want a whole number from 21 to 200",
  ]],
  ["variables that hide one another", { spec: { ...spec, environment: { FEATURES: "x", "9": "y" } } }, [
    'variable "9" is no name: want letters, digits and underscores, and no digit first',
    "variable FEATURES is both in environment and in secrets: name it in one of them",
  ]],
  ["secrets that ECS would not find", {
    spec: { ...spec, secrets: { A: { from: "secret", name: "shop/smtp" }, B: { from: "parameter", name: "a//b" } } },
  }, [
    'secrets.A names the secret "shop/smtp": want its name with the hyphen and six characters of its ARN, such as app/smtp-a1B2c3',
    'secrets.B names the parameter "a//b": want letters, digits, dots, hyphens and slashes, such as /app/smtp',
  ]],
  ["paths that cannot be volumes", { spec: { ...spec, writablePaths: ["/", "/a/b", "/a-b"] } }, [
    'writablePaths holds "/": want an absolute path below the root without a slash at its end, such as /tmp',
    'writablePaths holds "/a-b" beside another path that makes the same volume name: name it once, or differently',
  ]],
  ["no host", { hosts: [] }, ["hosts is empty: want at least one name, or the service would take every service's requests"]],
  ["more values than a rule holds", {
    hosts: ["a.example.com", "b.example.com", "c.example.com"],
    spec: { ...spec, route: { host: "api", paths: ["/v1/*", "/v2/*", "/v3/*"], priority: 1 } },
  }, ["3 hosts and 3 paths are 6 values: a listener rule holds 5; name fewer hosts or wider paths"]],
  ["more wildcards than a rule holds", { spec: { ...spec, route: { host: "api", paths: ["/*/*/*/*/*/*/?"], priority: 1 } } }, [
    "hosts and paths hold 7 wildcards: a listener rule holds 6",
  ]],
  ["a route that matches nothing", {
    hosts: ["API"], spec: { ...spec, route: { host: "api", paths: ["v1"], priority: 50_001 } },
  }, [
    'host is "API": want a full name in lower case, such as api.example.com',
    'route.paths holds "v1": want a pattern that starts with a slash',
    "route.priority is 50001: want a whole number from 1 to 50000",
  ]],
  ["a pattern that is too long", { spec: { ...spec, route: { host: "api", paths: [`/${"x".repeat(128)}`], priority: 1 } } }, [
    `"/${"x".repeat(128)}" has 129 characters: want 128 at most in a host or a path`,
  ]],
  ["a check that the load balancer does not do", {
    spec: { ...spec, health: { path: "live", intervalSeconds: 4, healthyCount: 1, unhealthyCount: 11, graceSeconds: -1 } },
  }, [
    'health.path is "live": want a path that starts with a slash',
    "health.intervalSeconds is 4: want a whole number from 5 to 300",
    "health.healthyCount is 1: want a whole number from 2 to 10",
    "health.unhealthyCount is 11: want a whole number from 2 to 10",
    "health.graceSeconds is -1: want a whole number from 0 to 2147483647",
  ]],
  ["times that Fargate and the load balancer do not keep", { spec: { ...spec, drainSeconds: 121, slowStartSeconds: 29 } }, [
    "drainSeconds is 121: want a whole number from 0 to 120",
    "slowStartSeconds is 29: want a whole number from 30 to 900",
  ]],
  ["bounds the wrong way round", { tasks: { min: 3, max: 2, schedules: "running" } }, [
    "tasks is 3 to 2: want whole numbers from 0, the first no higher than the second",
  ]],
  ["targets that no task reaches", { spec: { ...spec, scaling: { cpuPercent: 0, memoryPercent: 101, requestsPerTargetPerMinute: 0, schedules: [] } } }, [
    "scaling.cpuPercent is 0: want more than 0 and at most 100",
    "scaling.memoryPercent is 101: want more than 0 and at most 100",
    "scaling.requestsPerTargetPerMinute is 0: want more than 0",
  ]],
  ["requests followed across two target groups", { spec: { ...shifting, scaling: spec.scaling } }, [
    "scaling.requestsPerTargetPerMinute is set with canary releases: " +
      "these move requests between two target groups, and the metric follows one; leave it out, or release rolling",
  ]],
  ["schedules that AWS does not read", {
    spec: {
      ...spec, scaling: { ...spec.scaling, schedules: [nightly, nightly, { name: "Day", cron: "0 6 * *", timezone: "+1", min: 2, max: 1 }] },
    },
  }, [
    'scaling.schedules holds "night" twice: name each schedule once',
    'scaling.schedules holds "Day": want lower-case letters, digits and hyphens in a name',
    'scaling.schedules.Day.cron is "0 6 * *": want six fields, minutes to year, such as 0 6 ? * MON-FRI *',
    'scaling.schedules.Day.timezone is "+1": want a name such as Europe/Berlin or UTC',
    "scaling.schedules.Day is 2 to 1: want whole numbers from 1, the first no higher than the second",
  ]],
  ["schedules out of the bounds of the service", {
    spec: { ...spec, scaling: { ...spec.scaling, schedules: [{ ...nightly, min: 0 }, { ...nightly, name: "day", cron: "0 6 * * MON *", max: 11 }] } },
  }, [
    "scaling.schedules.night is 0 to 4: want whole numbers from 1, the first no higher than the second",
    'scaling.schedules.day.cron is "0 6 * * MON *": want ? in one of day of month and day of week, and in one only: the other says which days',
    "scaling.schedules.day.max is 11: want 10 at most, the tasks.max of the service",
  ]],
  ["a release that is over before its alarms", {
    spec: { ...plain, release: { strategy: "blue-green", bakeMinutes: 5 }, health: { ...spec.health, graceSeconds: 600 } },
  }, [
    "release.bakeMinutes is 5: want whole minutes from 14, which the alarms need to notice a bad version with these health checks, to 1440",
  ]],
  ["an answer that never comes", { spec: { ...spec, answerSeconds: 4001 } }, ["answerSeconds is 4001: want more than 0 and at most 4000"]],
  ["a retention that CloudWatch Logs does not know", { spec: { ...spec, logRetentionDays: 10 } }, [
    "logRetentionDays is 10: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ]],
];

describe("a service", () => {
  it("passes when it is sound, whatever its strategy, and with no tasks at all", () => {
    assert.deepEqual([
      serviceProblems(sound),
      serviceProblems({ ...sound, spec: shifting }),
      serviceProblems({ ...sound, tasks: { min: 0, max: 0, schedules: "suspended" } }),
      serviceProblems({ ...sound, spec: { ...plain, slowStartSeconds: 30, scaling: { ...plain.scaling, schedules: [nightly] }, answerSeconds: 0.5 } }),
    ], [[], [], [], []]);
  });

  for (const [what, flaw, problems] of flaws) {
    it(`is refused for ${what}`, () => {
      assert.deepEqual(serviceProblems({ ...sound, ...flaw }), problems);
    });
  }
});
