import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowPrincipal, document } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { insist } from "../core/problems";
import { rulesOf, visibility } from "./rules";
import { firewallProblems, type FirewallSpec } from "./settings";

export interface FirewallArgs {
  readonly place: Place;
  readonly spec: FirewallSpec;
  /** Key of log groups in the place. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** ARN of what it stands in front of, by a short key, such as `balancer`. */
  readonly protects: Readonly<Record<string, pulumi.Input<string>>>;
}

/** WAF logs only to a group whose name starts so. Source: AWS WAF Developer Guide, "Sending logs to CloudWatch Logs". */
const logNamePrefix = "aws-waf-logs-";

/** Headers that carry somebody's right to be let in: seen by nobody, in no log and in no sample. The last one does where a WebSocket is opened. */
const secretHeaders = ["authorization", "cookie", "sec-websocket-protocol"] as const;

/** Every verdict but a plain pass. Source: WAFV2 API, `ActionCondition`, Action. */
const loggedVerdicts = ["BLOCK", "CAPTCHA", "CHALLENGE", "COUNT", "EXCLUDED_AS_COUNT"] as const;

/**
 * The web ACL of a place: lets in who passes the lists, the rates and the inspections, and keeps what it saw without
 * anybody's credentials.
 *
 * @throws {pulumi.ResourceError} when WAF refuses the settings, or they take more capacity than its basic price covers.
 */
export class Firewall extends pulumi.ComponentResource {
  readonly webAclArn: pulumi.Output<string>;
  readonly webAclName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:firewall:Firewall", name, {}, opts);
    insist(firewallProblems(name, args.spec), this);
    const acl = this.judge(args.spec);
    const logGroup = this.log(acl, args);
    for (const [key, resourceArn] of Object.entries(args.protects)) {
      new aws.wafv2.WebAclAssociation(`${name}-${key}`, { webAclArn: acl.arn, resourceArn }, { parent: this });
    }
    this.webAclArn = acl.arn;
    this.webAclName = acl.name;
    this.logGroupName = logGroup.name;
    this.registerOutputs({ webAclArn: this.webAclArn, webAclName: this.webAclName, logGroupName: this.logGroupName });
  }

  private judge(spec: FirewallSpec): aws.wafv2.WebAcl {
    const checkers = spec.checkers === undefined ? undefined : new aws.wafv2.IpSet(`${this.name}-checkers`, {
      scope: "REGIONAL", ipAddressVersion: "IPV4", addresses: [...spec.checkers.addresses], description: "Who asks whether the place is well",
    }, { parent: this });
    const domains = spec.abuse?.tokenDomains ?? [];
    return new aws.wafv2.WebAcl(this.name, {
      scope: "REGIONAL",
      // No apostrophe: WAF takes none. Source: WAFV2 API, `CreateWebACL`, Description.
      description: "Lists, rates and inspections in front of what answers users",
      defaultAction: { allow: {} },
      rules: rulesOf(this.name, spec, checkers?.arn),
      // What is redacted in a log alone stays readable in the sampled requests.
      dataProtectionConfig: {
        dataProtections: [
          { action: "SUBSTITUTION", field: { fieldType: "SINGLE_HEADER", fieldKeys: [...secretHeaders] } },
          ...(spec.tokenInQuery === true ? [{ action: "SUBSTITUTION", field: { fieldType: "QUERY_STRING" } }] : []),
        ],
      },
      ...(domains.length > 0 && { tokenDomains: [...domains] }),
      visibilityConfig: visibility(this.name),
    }, { parent: this });
  }

  private log(acl: aws.wafv2.WebAcl, args: FirewallArgs): aws.cloudwatch.LogGroup {
    const group = new aws.cloudwatch.LogGroup(this.name, {
      namePrefix: `${logNamePrefix}${this.name}-`, kmsKeyId: args.logsKeyArn, retentionInDays: args.spec.logRetentionDays,
    }, { parent: this });
    const delivery = this.letDeliver(group, args.place);
    new aws.wafv2.WebAclLoggingConfiguration(this.name, {
      resourceArn: acl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: [...secretHeaders.map((name) => ({ singleHeader: { name } })), ...(args.spec.tokenInQuery === true ? [{ queryString: {} }] : [])],
      ...(args.spec.logged === "matched" && {
        loggingFilter: {
          defaultBehavior: "DROP",
          filters: [{
            behavior: "KEEP", requirement: "MEETS_ANY",
            conditions: loggedVerdicts.map((action) => ({ actionCondition: { action } })),
          }],
        },
      }),
    }, { parent: this, dependsOn: delivery });
    return group;
  }

  /**
   * WAF writes such a policy itself when there is none, into one of the ten that a region of an account holds. This one
   * belongs to the log group, takes none of the ten and goes with it.
   * Source: CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs", log group resource policy.
   */
  private letDeliver(group: aws.cloudwatch.LogGroup, place: Place): aws.cloudwatch.LogResourcePolicy {
    return new aws.cloudwatch.LogResourcePolicy(this.name, {
      resourceArn: group.arn,
      policyDocument: document(allowPrincipal({ Service: "delivery.logs.amazonaws.com" }, {
        sid: "DeliverFirewallLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [pulumi.interpolate`${group.arn}:*`],
        when: {
          StringEquals: { "aws:SourceAccount": place.account },
          ArnLike: { "aws:SourceArn": arnOf(place, "logs", "*") },
        },
      })),
    }, { parent: this });
  }
}
