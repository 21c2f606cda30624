import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insist } from "../core/problems";
import { checkersFor } from "./checkers";
import { failureBounds, type Probe } from "./detection";
import { type LeverEnd } from "./lever";
import { drillName, nameProblems, originName } from "./names";
import { PlaceChecks } from "./place-checks";

/** What an alias record leads to: a load balancer, or an API's own domain name. */
export interface AliasTarget {
  readonly dnsName: pulumi.Input<string>;
  /** Hosted zone that AWS keeps for such targets in their region. */
  readonly zoneId: pulumi.Input<string>;
}

/** Targets by the key of their place. A place that is not there has no record. */
export type Targets = Readonly<Record<string, AliasTarget | undefined>>;

/** One place as DNS sees it. */
export interface FailoverSite {
  /** Key of the place, such as `use2`. */
  readonly place: string;
  readonly region: string;
  /** Whether anything answers there. Not in the standby of backup-restore: the place then has no record, and nobody asks it. */
  readonly answers: boolean;
  /** Where the place claims users. It stands in any case. */
  readonly lever: LeverEnd;
}

export interface FailoverArgs {
  /** Public hosted zone that holds all the names. */
  readonly zoneId: pulumi.Input<string>;
  readonly zoneName: string;
  /**
   * The two places in their order of birth, whatever their roles. Their rank in DNS follows it for ever: where neither
   * answers as the active one, DNS names the first.
   */
  readonly sites: readonly [FailoverSite, FailoverSite];
  readonly probe: Probe;
}

/** What a record needs beside its name. */
interface Line {
  /** End of the record's name, after its place and `failover`. */
  readonly key: string;
  readonly fqdn: string;
  readonly target: AliasTarget;
  /** Absent: always good enough. */
  readonly checkId?: pulumi.Output<string> | undefined;
}

/**
 * The public names of two places: each name leads to the place that says of itself that it is active, unless the other one claims the
 * users. Nothing here depends on who that is, so neither a failover nor the `pulumi up` after it touches a record or a check.
 *
 * The checks are there first, and names are added to them: all of them move together. Every record and check belongs to one place for
 * life, so its name starts with that place and not with the component's: `use2-failover-role`, `-lever`, `-verdict`, `-origin`,
 * `-<key>`, `-live`, `-read-<key>`, `-drill-lever`, `-drill-<place>`. There is one to a stack.
 *
 * @throws {pulumi.ResourceError} when places, probe or a name contradict themselves or Route 53.
 */
export class Failover extends pulumi.ComponentResource {
  /** Name that leads to each place where something answers, by the place's key. */
  readonly originNames: Readonly<Record<string, string>>;
  /** ID of the check that decides whether names lead to a place, by the place's key. */
  readonly checkIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** ID of the check that says whether a place can write, by the place's key: one half of what decides. */
  readonly roleCheckIds: Readonly<Record<string, pulumi.Output<string>>>;
  private readonly checks: Readonly<Record<string, PlaceChecks>>;
  private readonly routed: string[];

  constructor(name: string, private readonly args: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Failover", name, {}, opts);
    insist(problemsOf(args), this);
    const { sites, zoneName } = args;
    this.originNames = Object.fromEntries(sites.filter(({ answers }) => answers).map(({ place }) => [place, originName(place, zoneName)]));
    this.routed = Object.values(this.originNames);
    const [first, second] = [this.check(sites[0]), this.check(sites[1])];
    this.checks = { [sites[0].place]: first, [sites[1].place]: second };
    const judged = [judge(sites[0].place, first, second), judge(sites[1].place, second, first)].flat();
    this.roleCheckIds = Object.fromEntries(judged.map(({ place, roleId }) => [place, roleId]));
    this.checkIds = Object.fromEntries(judged.map(({ place, checkId }) => [place, checkId]));
    this.registerOutputs({ originNames: this.originNames, checkIds: this.checkIds, roleCheckIds: this.roleCheckIds });
  }

  /** Gives each place its own name, whatever its role, and each of two places a drill that moves to it. */
  nameOrigins(targets: Targets): void {
    const standing = this.standing(targets);
    for (const { place, target } of standing) this.write(place, { key: "origin", fqdn: originName(place, this.args.zoneName), target });
    const [first, second] = standing;
    if (first === undefined || second === undefined) return;
    this.drill(first, second);
    this.drill(second, first);
  }

  /**
   * Adds a name that follows the writer. Targets are not evaluated: that would let a place whose targets all fail their checks leave
   * DNS, although only it can write.
   *
   * @param key - Names the records: renaming it replaces them.
   */
  follow(key: string, fqdn: string, targets: Targets): void {
    this.admit(key, fqdn);
    for (const { place, target, rank } of this.standing(targets)) {
      this.write(place, { key, fqdn, target, checkId: this.checkIds[place] }, { failoverRoutingPolicies: [{ type: rank }] });
    }
  }

  /**
   * Adds a name for reads, which leads to the nearest place that lives: a check of its own decides. The health of targets would not do, since
   * Route 53 takes a target group without targets for unhealthy, and releases other than rolling ones keep such a group.
   * Source: Route 53 Developer Guide, "Values specific for failover alias records", Evaluate target health.
   *
   * @param key - Names the records: renaming it replaces them.
   */
  stayNear(key: string, fqdn: string, targets: Targets): void {
    this.admit(key, fqdn);
    for (const { place, region, target } of this.standing(targets)) {
      const checkId = this.checks[place]?.liveId(originName(place, this.args.zoneName));
      this.write(place, { key: `read-${key}`, fqdn, target, checkId }, { latencyRoutingPolicies: [{ region }] });
    }
  }

  private check({ place, answers, lever }: FailoverSite): PlaceChecks {
    const { sites: [first, second], probe, zoneName } = this.args;
    return new PlaceChecks({
      place, origin: answers ? originName(place, zoneName) : undefined, lever, probe, checkers: checkersFor([first.region, second.region]),
    }, this);
  }

  private admit(key: string, fqdn: string): void {
    insist(nameProblems({ zoneName: this.args.zoneName, key, fqdn, routed: this.routed }), this);
    this.routed.push(fqdn);
  }

  /** The places that have a target, each with its rank for ever. */
  private standing(targets: Targets): readonly Standing[] {
    return this.args.sites.flatMap(({ place, region, answers }, index) => {
      const target = targets[place];
      return target === undefined || !answers ? [] : [{ place, region, target, rank: index === 0 ? "PRIMARY" as const : "SECONDARY" as const }];
    });
  }

  /** A name that leads away from a place until the place pulls its drill lever: what moves is the answer of DNS, and nobody's traffic. */
  private drill(to: Standing, from: Standing): void {
    const fqdn = drillName(to.place, this.args.zoneName);
    const key = `drill-${to.place}`;
    this.write(from.place, { key, fqdn, target: from.target, checkId: this.checks[to.place]?.undrilledId }, { failoverRoutingPolicies: [{ type: "PRIMARY" }] });
    this.write(to.place, { key, fqdn, target: to.target }, { failoverRoutingPolicies: [{ type: "SECONDARY" }] });
  }

  private write(place: string, { key, fqdn, target, checkId }: Line, policy?: Policy): void {
    new aws.route53.Record(`${place}-failover-${key}`, {
      zoneId: this.args.zoneId,
      name: fqdn,
      type: "A",
      ...(policy !== undefined && { setIdentifier: place, ...policy }),
      ...(checkId !== undefined && { healthCheckId: checkId }),
      aliases: [{ name: target.dnsName, zoneId: target.zoneId, evaluateTargetHealth: false }],
    }, { parent: this });
  }
}

type Policy = Pick<aws.route53.RecordArgs, "failoverRoutingPolicies" | "latencyRoutingPolicies">;

interface Standing {
  readonly place: string;
  readonly region: string;
  readonly target: AliasTarget;
  readonly rank: "PRIMARY" | "SECONDARY";
}

function judge(place: string, own: PlaceChecks, rival: PlaceChecks) {
  return own.roleId === undefined ? [] : [{ place, roleId: own.roleId, checkId: own.judge(own.roleId, rival) }];
}

function problemsOf({ sites: [first, second], probe }: FailoverArgs): string[] {
  const { least, most } = failureBounds;
  const problems: string[] = [];
  if (first.place === second.place) problems.push(`both places have the key ${first.place}: give each a key of its own`);
  if (first.region === second.region) problems.push(`both places are in ${first.region}: its loss would take both; choose two regions`);
  if (!first.answers && !second.answers) problems.push("neither place answers: want something to answer in at least one");
  if (!Number.isInteger(probe.failures) || probe.failures < least || probe.failures > most) {
    problems.push(`probe.failures is ${String(probe.failures)}: want a whole number from ${String(least)} to ${String(most)}`);
  }
  return problems;
}
