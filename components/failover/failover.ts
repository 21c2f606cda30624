import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { checkersFor, type CheckerRegion } from "./checkers";
import { failureBounds, type Probe } from "./detection";
import { livePath, nameProblems, originName, roleMark, rolePath, type Names } from "./names";

/** Load balancer as an alias record wants it. */
export interface Balancer {
  readonly dnsName: pulumi.Input<string>;
  /** Hosted zone that AWS keeps for the load balancers of its region. */
  readonly zoneId: pulumi.Input<string>;
}

/** One place as DNS sees it. */
export interface Endpoint {
  /** Key of the place, such as `use2`. */
  readonly place: string;
  readonly region: string;
  /** Absent where none stands, as in the standby of backup-restore: the place then has no record and no check. */
  readonly balancer?: Balancer | undefined;
}

export interface FailoverArgs {
  /** Public hosted zone that holds all the names. */
  readonly zoneId: pulumi.Input<string>;
  readonly zoneName: string;
  /**
   * The two places in their order of birth, whatever their roles. Their rank in DNS follows it for ever: where neither
   * answers as the active one, DNS names the first.
   */
  readonly endpoints: readonly [Endpoint, Endpoint];
  /** Names that follow the writer, by key. The key names the records: renaming it replaces them. */
  readonly names: Names;
  /** Names that lead to the nearest living place, for reads, by key. @defaultValue none */
  readonly reads?: Names | undefined;
  readonly probe: Probe;
}

/** What a place is asked for, over HTTPS, at its own name. */
type Question = { readonly key: string; readonly resourcePath: string } & ({ readonly type: "HTTPS" } | { readonly type: "HTTPS_STR_MATCH"; readonly searchString: string });

/** A name that a place may answer to while a check of it holds. */
interface Answer {
  readonly key: string;
  readonly fqdn: string;
  readonly check: aws.route53.HealthCheck;
}

type Standing = Endpoint & { readonly balancer: Balancer; readonly rank: "PRIMARY" | "SECONDARY" };


/**
 * The public names of two places: each name leads to the place that says of itself that it is active. Nothing here
 * depends on who that is, so neither a failover nor the `pulumi up` after it touches a record or a check.
 *
 * Every record and check belongs to one place for life, so its name starts with that place and not with the
 * component's: `use2-failover-origin`, `use2-failover-role`, `use2-failover-<key>`, and with reads `use2-failover-live` and
 * `use2-failover-read-<key>`.
 * There is one to a stack.
 *
 * @throws {pulumi.ResourceError} when places, names or probe contradict themselves or Route 53.
 */
export class Failover extends pulumi.ComponentResource {
  /** Name that leads to each standing place, by the place's key. */
  readonly originNames: Readonly<Record<string, string>>;
  /** ID of the health check that says whether the place is the active one, by the place's key. */
  readonly roleCheckIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, private readonly args: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Failover", name, {}, opts);
    insist(problemsOf(args), this);
    const [first, second] = args.endpoints;
    const checkers = checkersFor([first.region, second.region]);
    const standing = [...rank(first, "PRIMARY"), ...rank(second, "SECONDARY")];
    this.originNames = Object.fromEntries(standing.map(({ place }) => [place, originName(place, args.zoneName)]));
    this.roleCheckIds = Object.fromEntries(standing.map((endpoint) => [endpoint.place, this.answerFrom(endpoint, checkers)]));
    this.registerOutputs({ originNames: this.originNames, roleCheckIds: this.roleCheckIds });
  }

  /** Everything of one place. Returns the ID of its role check. */
  private answerFrom(endpoint: Standing, checkers: readonly CheckerRegion[]): pulumi.Output<string> {
    this.nameOrigin(endpoint);
    const role = this.ask(endpoint.place, checkers, { key: "role", type: "HTTPS_STR_MATCH", resourcePath: rolePath, searchString: roleMark });
    for (const [key, fqdn] of Object.entries(this.args.names)) this.followWriter(endpoint, { key, fqdn, check: role });
    const reads = Object.entries(this.args.reads ?? {});
    if (reads.length > 0) {
      const live = this.ask(endpoint.place, checkers, { key: "live", type: "HTTPS", resourcePath: livePath });
      for (const [key, fqdn] of reads) this.stayNear(endpoint, { key, fqdn, check: live });
    }
    return role.id;
  }

  private nameOrigin({ place, balancer }: Standing): void {
    new aws.route53.Record(`${place}-failover-origin`, {
      zoneId: this.args.zoneId,
      name: originName(place, this.args.zoneName),
      type: "A",
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false }],
    }, { parent: this });
  }

  /** Asks the origin, never a public name: a check on the name that it steers would judge the other place. */
  private ask(place: string, checkers: readonly CheckerRegion[], question: Question): aws.route53.HealthCheck {
    const { intervalSeconds, failures } = this.args.probe;
    const { key, ...asked } = question;
    const name = `${place}-failover-${key}`;
    return new aws.route53.HealthCheck(name, {
      ...asked,
      fqdn: originName(place, this.args.zoneName),
      port: 443,
      enableSni: true,
      requestInterval: intervalSeconds,
      failureThreshold: failures,
      regions: [...checkers],
      // Latency graphs cost extra, exist in us-east-1 alone, and cannot be turned on or off without a new check.
      measureLatency: false,
      tags: { Name: name },
    }, { parent: this });
  }

  /**
   * The role check alone decides. Target health would let a place whose targets all fail their checks leave DNS, although
   * only it can write.
   */
  private followWriter({ place, balancer, rank }: Standing, { key, fqdn, check }: Answer): void {
    new aws.route53.Record(`${place}-failover-${key}`, {
      zoneId: this.args.zoneId,
      name: fqdn,
      type: "A",
      setIdentifier: place,
      failoverRoutingPolicies: [{ type: rank }],
      healthCheckId: check.id,
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false }],
    }, { parent: this });
  }

  /**
   * Any place that lives may answer a read, so a check of its own decides. The health of targets would not do: Route 53 takes
   * a target group without targets for unhealthy, and releases other than rolling ones keep such a group.
   * Source: Route 53 Developer Guide, "Values specific for failover alias records", Evaluate target health.
   */
  private stayNear({ place, region, balancer }: Standing, { key, fqdn, check }: Answer): void {
    new aws.route53.Record(`${place}-failover-read-${key}`, {
      zoneId: this.args.zoneId,
      name: fqdn,
      type: "A",
      setIdentifier: place,
      latencyRoutingPolicies: [{ region }],
      healthCheckId: check.id,
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false }],
    }, { parent: this });
  }
}

function rank(endpoint: Endpoint, as: Standing["rank"]): Standing[] {
  return endpoint.balancer === undefined ? [] : [{ ...endpoint, balancer: endpoint.balancer, rank: as }];
}

function problemsOf({ endpoints: [first, second], zoneName, names, reads = {}, probe }: FailoverArgs): string[] {
  const { least, most } = failureBounds;
  const origins = [...new Set([first, second].map(({ place }) => originName(place, zoneName)))];
  const problems = nameProblems({ zoneName, names, reads, origins });
  if (first.place === second.place) problems.push(`both places have the key ${first.place}: give each a key of its own`);
  if (first.region === second.region) problems.push(`both places are in ${first.region}: its loss would take both; choose two regions`);
  if (first.balancer === undefined && second.balancer === undefined) {
    problems.push("neither place has a load balancer: give at least one");
  }
  if (!Number.isInteger(probe.failures) || probe.failures < least || probe.failures > most) {
    problems.push(`probe.failures is ${String(probe.failures)}: want a whole number from ${String(least)} to ${String(most)}`);
  }
  return problems;
}
