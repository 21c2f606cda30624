import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type CheckerRegion } from "./checkers";
import { leverProbe, type Probe } from "./detection";
import { type LeverEnd } from "./lever";
import { livePath, roleMark, rolePath } from "./names";

export interface PlaceChecksArgs {
  /** Key of the place that is asked. */
  readonly place: string;
  /** Name that leads to the place, whatever its role. Absent where nothing answers. */
  readonly origin: string | undefined;
  readonly lever: LeverEnd;
  readonly probe: Probe;
  readonly checkers: readonly CheckerRegion[];
}

/** What one checker asks, over HTTPS. */
interface Question {
  readonly key: string;
  readonly fqdn: string;
  readonly resourcePath: string;
  readonly probe: Probe;
  readonly searchString?: string;
  readonly invertHealthcheck?: boolean;
}

/** What Route 53 asks of one place, each question by a health check of its own. */
export class PlaceChecks {
  /** Healthy while the place says that it is the active one. Absent where nothing answers. */
  readonly roleId: pulumi.Output<string> | undefined;
  /** Healthy while the place does *not* claim the users: also while nobody can tell, so that a silent bucket moves nobody. */
  readonly unclaimedId: pulumi.Output<string>;
  /** The same of the lever for drills. */
  readonly undrilledId: pulumi.Output<string>;
  private live: aws.route53.HealthCheck | undefined;

  constructor(private readonly args: PlaceChecksArgs, private readonly parent: pulumi.Resource) {
    const { origin, lever, probe } = args;
    this.roleId = origin === undefined ? undefined : this.ask({ key: "role", fqdn: origin, resourcePath: rolePath, probe, searchString: roleMark }).id;
    const claim = (key: string, object: string): pulumi.Output<string> =>
      this.ask({ key, fqdn: lever.host, resourcePath: `/${object}`, probe: leverProbe, invertHealthcheck: true }).id;
    this.unclaimedId = claim("lever", lever.activeKey);
    this.undrilledId = claim("drill-lever", lever.drillKey);
  }

  /** Healthy while the place says that it is the active one and the rival does not claim its users. */
  judge(roleId: pulumi.Input<string>, rival: PlaceChecks): pulumi.Output<string> {
    const name = `${this.args.place}-failover-verdict`;
    const children = [roleId, rival.unclaimedId];
    return new aws.route53.HealthCheck(name, {
      type: "CALCULATED", childHealthchecks: children, childHealthThreshold: children.length, tags: { Name: name },
    }, { parent: this.parent }).id;
  }

  /** Healthy while the place lives, whatever its role. Made when it is first asked for. */
  liveId(origin: string): pulumi.Output<string> {
    this.live ??= this.ask({ key: "live", fqdn: origin, resourcePath: livePath, probe: this.args.probe });
    return this.live.id;
  }

  /** Asks the place's own name, never a public one: a check on the name that it steers would judge the other place. */
  private ask({ key, probe: { intervalSeconds, failures }, ...asked }: Question): aws.route53.HealthCheck {
    const name = `${this.args.place}-failover-${key}`;
    return new aws.route53.HealthCheck(name, {
      type: asked.searchString === undefined ? "HTTPS" : "HTTPS_STR_MATCH",
      ...asked,
      port: 443,
      enableSni: true,
      requestInterval: intervalSeconds,
      failureThreshold: failures,
      regions: [...this.args.checkers],
      // Latency graphs cost extra, exist in us-east-1 alone, and cannot be turned on or off without a new check.
      measureLatency: false,
      tags: { Name: name },
    }, { parent: this.parent });
  }
}
