/** Instruction sets that a Fargate task can run on. */
export const architectures = ["ARM64", "X86_64"] as const;
export type Architecture = (typeof architectures)[number];

/** What the container speaks on its port. */
export const protocols = ["HTTPS", "HTTP"] as const;
export type Protocol = (typeof protocols)[number];

/**
 * Where a secret value lives. Only the reference enters the task definition; ECS reads the value when a task starts,
 * from the place's own region.
 */
export type SecretSource =
  | {
    readonly from: "parameter";
    /** Name of a Systems Manager parameter, such as `/app/smtp-password`. */
    readonly name: string;
  }
  | {
    readonly from: "secret";
    /** Name of a Secrets Manager secret with the six characters that AWS appends to it, such as `app/smtp-a1B2c3`. */
    readonly name: string;
    /** Key in the secret's JSON document. Absent: the whole secret. */
    readonly key?: string | undefined;
  };

/** Address of the image: a digest, never a tag, in the registry of the place itself. */
export interface ImageSpec {
  /** Repository in the place's own registry, such as `app`. */
  readonly repository: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
}

/** Which requests of the place's load balancer are the service's. */
export interface RouteSpec {
  /** First label of the service's public name, such as `api`. */
  readonly host: string;
  /** Path patterns, such as `/orders/*`. Empty: every path. With the hosts at most 5 values, as AWS allows. */
  readonly paths: readonly string[];
  /** Rank among the rules of the place's listener, 1 to 50000. The lowest that matches wins. */
  readonly priority: number;
}

/** When a task counts as fit for requests. */
export interface HealthSpec {
  /** Path that answers 200 while the process works, whatever its database does. */
  readonly path: string;
  /** Seconds between two checks of a task, 5 to 300. */
  readonly intervalSeconds: number;
  /** Good checks in a row that make a task fit, 2 to 10. */
  readonly healthyCount: number;
  /** Bad checks in a row that take a task out, 2 to 10. */
  readonly unhealthyCount: number;
  /** Seconds after its start in which ECS forgives a task its failed checks. */
  readonly graceSeconds: number;
  /** A check inside the container, such as `["CMD", "/app/check"]`. Absent: the load balancer's check is the only one. */
  readonly command?: readonly string[] | undefined;
}

/**
 * Other bounds for the number of tasks, from a moment on and until another schedule sets others. AWS keeps one pair of
 * bounds and no memory of who set it: a deployment that changes the service's own bounds, or that refreshes the stack and
 * finds the schedule's in their place, puts the service's own back, and they hold until the next schedule comes round.
 */
export interface ScheduleSpec {
  /** Key of the schedule: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Six fields as in `cron(0 6 ? * MON-FRI *)`, without the word `cron` and its brackets: AWS's form, with one `?`. */
  readonly cron: string;
  /** IANA time zone, such as `Europe/Berlin`, or `UTC`. */
  readonly timezone: string;
  /** 1 or more. */
  readonly min: number;
  /** No more than the service's own. */
  readonly max: number;
}

/** What makes the service grow and shrink between its bounds. */
export interface ScalingSpec {
  /** Average processor use to hold, in percent of what the tasks have. */
  readonly cpuPercent: number;
  /** Average memory use to hold, in percent of what the tasks have. */
  readonly memoryPercent: number;
  /** Requests per task and minute to hold. Only with rolling releases: the others move requests between two target groups. */
  readonly requestsPerTargetPerMinute?: number | undefined;
  readonly schedules: readonly ScheduleSpec[];
}

/**
 * How a new version takes over from the old one.
 *
 * Every wait is at least as long as the alarms that roll back need to see a bad version: `minutesToNotice` of the health
 * checks, 5 minutes or more, and at most 1440. A whole release, its way back included, takes 8 hours at most. A share of the
 * requests is judged by its errors from 20 requests a minute on: 5 percent from 400 on.
 *
 * All but `rolling` want a drill in an account first: `docs/decisions/0020-releases-by-ecs.md` says why, and how to go back.
 */
export type ReleaseSpec =
  | { readonly strategy: "rolling" }
  | {
    readonly strategy: "blue-green";
    /** Minutes that the old version stays beside the new one after the switch, ready to take back all requests. */
    readonly bakeMinutes: number;
  }
  | {
    readonly strategy: "linear";
    /** Share of the requests that each step moves, in percent. */
    readonly stepPercent: number;
    /** Minutes between two steps. */
    readonly stepBakeMinutes: number;
    /** Minutes that the old version stays after the last step. */
    readonly bakeMinutes: number;
  }
  | {
    readonly strategy: "canary";
    /** Share of the requests that the new version gets first, in percent. */
    readonly canaryPercent: number;
    /** Minutes until it gets the rest. */
    readonly canaryBakeMinutes: number;
    /** Minutes that the old version stays after that. */
    readonly bakeMinutes: number;
  };

/** One service as its owner describes it: the same in every place, whatever the role of the place. */
export interface ServiceSpec {
  readonly image: ImageSpec;
  /** CPU units of a task; 1024 are one vCPU. Fargate sells certain pairs of CPU and memory only. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: Architecture;
  /**
   * Port that the container listens on, 1024 or higher: it does not run as root. Changing it, or `protocol`, replaces the
   * target groups and interrupts the service until new tasks are fit; a second service beside it does not.
   */
  readonly port: number;
  /** `HTTPS` keeps the way from the load balancer encrypted; the load balancer takes any certificate there. */
  readonly protocol: Protocol;
  /** Command in place of the image's own. */
  readonly command?: readonly string[] | undefined;
  /** Numeric user and group of the process, such as `10001:10001`. Never 0. */
  readonly user: string;
  /** Plain settings. Nothing secret: everyone who may describe a task reads them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret settings by variable name. */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /**
   * Absolute paths that the container may write to; the rest of its file system is read-only. Each is an empty volume that
   * lives as long as the task. The image must declare each path as a `VOLUME` that `user` owns: Fargate copies owner and
   * mode from the image, and leaves a path that the image does not declare to root.
   */
  readonly writablePaths: readonly string[];
  /** Disk of a task, 21 to 200 GiB, encrypted under the place's key. */
  readonly ephemeralStorageGiB: number;
  readonly route: RouteSpec;
  readonly health: HealthSpec;
  /**
   * Seconds in which 19 of 20 requests are answered, below the load balancer's patience with a silent connection. A release
   * that is slower is rolled back. Absent: no release is judged by its time.
   */
  readonly answerSeconds?: number | undefined;
  /** Seconds that a task which leaves gets to finish its requests, 0 to 120. */
  readonly drainSeconds: number;
  /** Seconds over which a new task's share of the requests grows: 0 for none, else 30 to 900. */
  readonly slowStartSeconds: number;
  readonly scaling: ScalingSpec;
  readonly release: ReleaseSpec;
  /** Whether tasks may open connections to the internet on port 443; without it, only to AWS through the VPC's endpoints. */
  readonly internet: boolean;
  /**
   * Whether an operator with the right role may run a command in a task through ECS Exec. AWS does not support it with a
   * read-only root file system; here the file system stays read-only, and the agent gets writable volumes where it writes: a
   * workaround that works today and that nobody has promised. Try it before an incident.
   */
  readonly exec: boolean;
  /** Days that log lines are kept, one of the values that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}
