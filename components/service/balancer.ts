import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameProblems } from "../core/names";
import { insist } from "../core/problems";

export interface BalancerArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets, in two zones or more. */
  readonly publicSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Issued certificate of the same region, for every name that the services answer to. */
  readonly certificateArn: pulumi.Input<string>;
  /** Bucket that lets load balancers write under `prefix`. */
  readonly logs: { readonly bucketName: pulumi.Input<string>; readonly prefix: string };
  /** Whether AWS refuses to delete the load balancer. */
  readonly deletionProtection: boolean;
  /**
   * Seconds that a client's connection lives, 60 to 180. A client keeps its connection to a lost region for so long after
   * DNS has moved: AWS's own value, an hour, would keep it there.
   */
  readonly clientKeepAliveSeconds: number;
  /** Seconds that a connection may be silent, 1 to 4000. Longer than the slowest answer of any service. */
  readonly idleSeconds: number;
}

/**
 * What clients may negotiate: TLS 1.2 and 1.3 with forward secrecy, and a post-quantum key exchange with those that know
 * it. The policy that AWS recommends, and the console's default.
 * Source: User Guide for Application Load Balancers, "Security policies for your Application Load Balancer".
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** A year, after which a browser forgets that the name is HTTPS only. */
const strictTransport = "max-age=31536000";

/** Source: ELB API, `LoadBalancerAttribute`, client_keep_alive.seconds, from below; from above, what a failover waits for. */
const keepAliveLimits = { least: 60, most: 180 } as const;

/** Source: ELB API, `LoadBalancerAttribute`, idle_timeout.timeout_seconds. */
const idleLimits = { least: 1, most: 4000 } as const;

/**
 * The one public entrance of a place. It answers 404 to everything that no service has claimed, and HTTP with the HTTPS
 * address of the same thing.
 *
 * @throws {pulumi.ResourceError} when the name leaves no room for its suffix, or a time is out of bounds.
 */
export class Balancer extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** `app/<name>/<id>`, as CloudWatch names it. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;
  /** Open to the world on 443 and 80. Each service adds its own way out. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly httpsListenerArn: pulumi.Output<string>;

  constructor(private readonly name: string, args: BalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:service:Balancer", name, {}, opts);
    insist(problemsOf(name, args), this);
    const group = this.openToTheWorld(args.vpcId);
    const balancer = this.balance(args, group);
    this.redirectHttp(balancer);
    const listener = this.listen(balancer, args.certificateArn);
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.securityGroupId = group.id;
    this.httpsListenerArn = listener.arn;
    this.registerOutputs({
      arn: this.arn, arnSuffix: this.arnSuffix, dnsName: this.dnsName, zoneId: this.zoneId,
      securityGroupId: this.securityGroupId, httpsListenerArn: this.httpsListenerArn,
    });
  }

  private openToTheWorld(vpcId: pulumi.Input<string>): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(this.name, { description: "Load balancer: in from the world", vpcId }, { parent: this });
    const doors = { https: { port: 443, why: "Users" }, http: { port: 80, why: "Users who typed no https, to be redirected" } };
    for (const [key, { port, why }] of Object.entries(doors)) {
      new aws.vpc.SecurityGroupIngressRule(`${this.name}-${key}`, {
        securityGroupId: group.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: port, toPort: port, description: why,
      }, { parent: this });
    }
    return group;
  }

  private balance(args: BalancerArgs, group: aws.ec2.SecurityGroup): aws.lb.LoadBalancer {
    const logs = { enabled: true, bucket: args.logs.bucketName, prefix: args.logs.prefix };
    return new aws.lb.LoadBalancer(this.name, {
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: args.publicSubnetIds,
      securityGroups: [group.id],
      accessLogs: logs,
      connectionLogs: logs,
      enableDeletionProtection: args.deletionProtection,
      enableZonalShift: true,
      enableHttp2: true,
      dropInvalidHeaderFields: true,
      // The strictest mode also refuses what is merely untidy, such as a GET with a length; this one what is dangerous.
      desyncMitigationMode: "defensive",
      xffHeaderProcessingMode: "append",
      // A request that the firewall cannot look at does not pass.
      enableWafFailOpen: false,
      clientKeepAlive: args.clientKeepAliveSeconds,
      idleTimeout: args.idleSeconds,
    }, { parent: this });
  }

  private redirectHttp(balancer: aws.lb.LoadBalancer): void {
    new aws.lb.Listener(`${this.name}-http`, {
      loadBalancerArn: balancer.arn, port: 80, protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    }, { parent: this });
  }

  private listen(balancer: aws.lb.LoadBalancer, certificateArn: pulumi.Input<string>): aws.lb.Listener {
    return new aws.lb.Listener(`${this.name}-https`, {
      loadBalancerArn: balancer.arn, port: 443, protocol: "HTTPS",
      certificateArn, sslPolicy: tlsPolicy,
      defaultActions: [{
        type: "fixed-response", fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
      }],
      routingHttpResponseServerEnabled: false,
      routingHttpResponseStrictTransportSecurityHeaderValue: strictTransport,
      routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
    }, { parent: this });
  }
}

function problemsOf(name: string, args: BalancerArgs): string[] {
  const times = {
    clientKeepAliveSeconds: { value: args.clientKeepAliveSeconds, ...keepAliveLimits },
    idleSeconds: { value: args.idleSeconds, ...idleLimits },
  };
  return [
    ...nameProblems("loadBalancer", name),
    ...Object.entries(times)
      .filter(([, { value, least, most }]) => !Number.isInteger(value) || value < least || value > most)
      .map(([field, { value, least, most }]) => `${field} is ${value}: want a whole number from ${least} to ${most}`),
  ];
}
