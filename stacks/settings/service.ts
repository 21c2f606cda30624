import * as z from "zod";
import { architectures, protocols, type ServiceSpec } from "../../components/service/spec";
import { flag, hostLabel, key, logDays, oneOf, text, whole } from "./text";
import { UsesSettings } from "./uses";

const absolutePath = text(/^(\/[A-Za-z0-9._-]+)+$/, "an absolute path such as `/tmp`");
const variable = text(/^[A-Za-z_][A-Za-z0-9_]*$/, "a variable name: letters, digits and underscores");

const Secret = z.discriminatedUnion("from", [
  z.strictObject({
    from: z.literal("parameter").describe("A Systems Manager parameter of the place's own region."),
    name: text(/^\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/, "the name of a parameter such as `/app/smtp-password`")
      .describe("Name of the parameter. Create it in every place, under the place's key for secrets."),
  }),
  z.strictObject({
    from: z.literal("secret").describe("A Secrets Manager secret of the place's own region."),
    name: text(/^[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/, "the name of a secret with its six last characters, such as `app/smtp-a1B2c3`")
      .describe("Name of the secret with the six characters that AWS appends. A replica has the same ones."),
    key: z.string().min(1, "the name of a key").optional().describe("Key in the secret's JSON document. Absent: the whole secret."),
  }),
], { error: "`from: parameter` or `from: secret`, with a name" });

const Release = z.discriminatedUnion("strategy", [
  z.strictObject({ strategy: z.literal("rolling").describe("New tasks start beside the old ones, then the old ones leave.") }),
  z.strictObject({
    strategy: z.literal("blue-green").describe("All requests switch at once to a second fleet; the first stays for a while."),
    bakeMinutes: whole(5, 1440, "minutes").describe("Minutes in which the old version can still take back all requests."),
  }),
  z.strictObject({
    strategy: z.literal("linear").describe("Requests move to a second fleet in equal steps."),
    stepPercent: whole(3, 100, "percent").describe("Share of the requests that each step moves."),
    stepBakeMinutes: whole(5, 1440, "minutes").describe("Minutes between two steps."),
    bakeMinutes: whole(5, 1440, "minutes").describe("Minutes that the old version stays after the last step."),
  }),
  z.strictObject({
    strategy: z.literal("canary").describe("A small share of the requests goes first."),
    canaryPercent: whole(1, 99, "percent").describe("Share of the requests that the new version gets first."),
    canaryBakeMinutes: whole(5, 1440, "minutes").describe("Minutes until the new version gets the rest."),
    bakeMinutes: whole(5, 1440, "minutes").describe("Minutes that the old version stays after that."),
  }),
], { error: "a strategy: rolling, blue-green, linear or canary" });

const Schedule = z.strictObject({
  name: key.describe("Key of the schedule."),
  cron: text(/^\S+( \S+){5}$/, "six fields such as `0 6 ? * MON-FRI *`").describe("When: minutes, hours, day of month, month, day of week, year."),
  timezone: text(/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/, "a time zone such as `Europe/Berlin`").describe("Time zone of `cron`, as IANA names it."),
  min: whole(1, 1000, "tasks").describe("Smallest number of tasks from then on."),
  max: whole(1, 1000, "tasks").describe("Largest number of tasks from then on."),
});

const Health = z.strictObject({
  path: text(/^\/[\x21-\x7e]*$/, "a path such as `/healthz/live`").describe("Path that answers 200 while the process works, whatever its database does."),
  intervalSeconds: whole(5, 300, "seconds").describe("Seconds between two checks of a task."),
  healthyCount: whole(2, 10, "checks").describe("Good checks in a row that make a task fit."),
  unhealthyCount: whole(2, 10, "checks").describe("Bad checks in a row that take a task out."),
  graceSeconds: whole(0, 3600, "seconds").describe("Seconds after its start in which a task is forgiven its failed checks."),
  command: z.array(z.string()).min(1, "at least one word").optional()
    .describe("A check inside the container, such as `[CMD, /app/check]`. Absent: the load balancer's check is the only one."),
});

const Scaling = z.strictObject({
  cpuPercent: whole(10, 90, "percent").describe("Average processor use to hold."),
  memoryPercent: whole(10, 90, "percent").describe("Average memory use to hold."),
  requestsPerTargetPerMinute: whole(1, 1_000_000, "requests").optional()
    .describe("Requests per task and minute to hold. Only with rolling releases."),
  schedules: z.array(Schedule).max(20, "at most 20 schedules").describe("Other bounds from a moment on. In a standby the standby's smaller floor holds."),
});

/** One entry of `services`: what {@link ServiceSpec} says, plus the bounds of its size in the primary. */
export const ServiceSettings = z.strictObject({
  image: z.strictObject({
    repository: text(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "a repository such as `app`").describe("Repository in each place's own registry."),
    digest: text(/^sha256:[0-9a-f]{64}$/, "`sha256:` and 64 hexadecimal digits").describe("Digest of the image: the same in every place, so both run the same bytes."),
  }).describe("The image. A change starts a release."),
  cpu: z.int({ error: "CPU units, such as 512" }).describe("CPU units of a task; 1024 are one vCPU. Fargate sells certain pairs of CPU and memory only."),
  memoryMiB: z.int({ error: "MiB of memory, such as 1024" }).describe("Memory of a task in MiB."),
  architecture: oneOf(architectures).describe("Instruction set that the image is built for."),
  port: whole(1024, 65535, "port").describe("Port that the container listens on."),
  protocol: oneOf(protocols).describe("What the container speaks on its port. `HTTPS` with any certificate keeps the way from the load balancer encrypted."),
  command: z.array(z.string()).optional().describe("Command in place of the image's own."),
  user: text(/^[1-9]\d*:[1-9]\d*$/, "a user and a group other than root, such as `10001:10001`").describe("Numeric user and group of the process."),
  environment: z.record(variable, z.string({ error: "text; put numbers in quotes" })).describe("Plain settings by variable name. Nothing secret."),
  secrets: z.record(variable, Secret).describe("Secret settings by variable name; only references, never values."),
  uses: UsesSettings.describe("What the service may use of the platform's data. Where it is comes by variables; docs/guides/data.md lists them."),
  writablePaths: z.array(absolutePath).describe("Paths that the container may write to; the rest of its file system is read-only. The image declares each as a VOLUME of `user`."),
  ephemeralStorageGiB: whole(21, 200, "GiB").describe("Disk of a task, encrypted under the place's key."),
  route: z.strictObject({
    host: hostLabel.describe("First label of the service's public name under the zone."),
    paths: z.array(text(/^\/[\x21-\x7e]*$/, "a path pattern such as `/orders/*`")).describe("Path patterns. Empty: every path."),
    priority: whole(1, 50_000, "rank").describe("Rank among the rules of the load balancer; the lowest that matches wins."),
  }).describe("Which requests are the service's."),
  health: Health.describe("When a task counts as fit for requests."),
  answerSeconds: z.number({ error: "seconds, such as 2.5" }).gt(0, "more than 0 seconds").max(60, "at most 60 seconds, the load balancer's patience").optional()
    .describe("Seconds in which 19 of 20 requests are answered; a release that is slower is rolled back. Absent: no release is judged by its time."),
  drainSeconds: whole(0, 120, "seconds").describe("Seconds that a leaving task gets to finish its requests."),
  slowStartSeconds: whole(0, 900, "seconds").describe("Seconds over which a new task's share grows: 0 for none, else 30 or more."),
  tasks: z.strictObject({
    min: whole(2, 1000, "tasks").describe("Smallest number of tasks in the primary: one in each of two zones, or more."),
    max: whole(1, 1000, "tasks").describe("Largest number of tasks in any place."),
  }).describe("Bounds of the size. A standby's are derived from these and the strategy."),
  scaling: Scaling.describe("What makes the service grow and shrink between its bounds."),
  release: Release.describe("How a new version takes over."),
  internet: flag().describe("Whether tasks may call the internet on port 443. Without it, only AWS through the VPC's endpoints."),
  exec: flag().describe("Whether an operator may run a command in a task through ECS Exec."),
  logRetentionDays: logDays.describe("Days that the service's log is kept."),
}, { error: "a service; see the example in `Pulumi.prod.yaml`" });
export type ServiceSettings = z.infer<typeof ServiceSettings>;

/** Proves at compile time that what the settings hold is what the component takes. */
export const specOf = ({ tasks: _tasks, uses: _uses, ...spec }: ServiceSettings): ServiceSpec => spec;
