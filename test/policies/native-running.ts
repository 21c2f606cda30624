import { account, beside, change, document, elsewhere, key, name, unprotected, without, type Props, type Twin } from "./native-parts";
import { type Sketch } from "./support";

const roleArn = `arn:aws:iam::${account}:role/app`;
const attributes = (changed: Props = {}): Props => ({
  loadBalancerAttributes: Object.entries({
    "deletion_protection.enabled": "true", "routing.http.drop_invalid_header_fields.enabled": "true", "routing.http.desync_mitigation_mode": "strictest", "access_logs.s3.enabled": "true",
    "access_logs.s3.bucket": "logs", ...changed,
  }).filter(([, value]) => value !== undefined).map(([attribute, value]) => ({ key: attribute, value })),
});
const tasks = (assignPublicIp: string, subnets: readonly string[] = ["a", "b"]): Props => ({ networkConfiguration: { awsvpcConfiguration: { assignPublicIp, subnets } } });
const rules = (ingress: object): Props => ({ securityGroupIngress: [ingress] });
const anybody = (port: number): object => ({ ipProtocol: "tcp", fromPort: port, toPort: port, cidrIp: "0.0.0.0/0" });
const container = (props: Props): Props => ({ containerDefinitions: [{ name: "app", user: "1000", readonlyRootFilesystem: true, logConfiguration: { logDriver: "awslogs" }, ...props }] });

/** Twins of networks and of what stands in front of them. */
export const doors: Readonly<Record<string, Twin>> = {
  "aws-native:ec2:SecurityGroup": {
    sound: { type: "aws-native:ec2:SecurityGroup", name, props: { groupId: "sg-1", ...rules(anybody(443)), securityGroupEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIp: "0.0.0.0/0" }] } },
    spoilt: {
      "exposure-security-groups-open-only-web": [
        ['ingress[0].protocol is tcp 22 from "0.0.0.0/0", want tcp 80 or 443 where the world may come in.', change(rules(anybody(22)))],
        ['ingress[0].protocol is tcp 22 from "::/0", want tcp 80 or 443 where the world may come in.', change(rules({ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "::/0" }))],
      ],
      "exposure-security-groups-reach-out-on-purpose": [['egress is every protocol to "0.0.0.0/0", want named ports and targets.', change({ securityGroupEgress: [{ ipProtocol: "-1", cidrIp: "0.0.0.0/0" }] })]],
    },
  },
  "aws-native:ec2:SecurityGroupIngress": {
    sound: { type: "aws-native:ec2:SecurityGroupIngress", name, props: { groupId: "sg-1", ...anybody(443) } },
    spoilt: { "exposure-security-groups-open-only-web": [['ipProtocol is tcp 22 from "0.0.0.0/0", want tcp 80 or 443 where the world may come in.', change(anybody(22) as Props)]] },
  },
  "aws-native:ec2:SecurityGroupEgress": {
    sound: { type: "aws-native:ec2:SecurityGroupEgress", name, props: { groupId: "sg-1", ...anybody(443) } },
    spoilt: { "exposure-security-groups-reach-out-on-purpose": [['egress is every protocol to "0.0.0.0/0", want named ports and targets.', change({ ipProtocol: "-1" })]] },
  },
  "aws-native:ec2:Subnet": {
    sound: { type: "aws-native:ec2:Subnet", name, props: { mapPublicIpOnLaunch: false } },
    spoilt: { "exposure-subnets-and-tasks-have-no-public-address": [["mapPublicIpOnLaunch is true, want false.", change({ mapPublicIpOnLaunch: true })]] },
  },
  "aws-native:elasticloadbalancingv2:LoadBalancer": {
    sound: { type: "aws-native:elasticloadbalancingv2:LoadBalancer", name, props: { loadBalancerArn: "arn:lb", type: "application", scheme: "internet-facing", subnets: ["a", "b"], ...attributes() } },
    beside: [{ type: "aws-native:wafv2:WebAclAssociation", name: "guard", props: { resourceArn: "arn:lb", webAclArn: "arn:acl" } }],
    spoilt: {
      "exposure-balancers-stand-behind-a-firewall": [["its web ACL is not set, want a WebAclAssociation with it.", without("aws-native:wafv2:WebAclAssociation")]],
      "exposure-balancers-drop-odd-requests": [
        ["dropInvalidHeaderFields is not set, want true.", change(attributes({ "routing.http.drop_invalid_header_fields.enabled": undefined }))],
        ['desyncMitigationMode is "monitor", want "defensive" or "strictest".', change(attributes({ "routing.http.desync_mitigation_mode": "monitor" }))],
      ],
      "recovery-balancers-survive-mistakes": [["enableDeletionProtection is false, want true.", change(attributes({ "deletion_protection.enabled": "false" }))]],
      "logging-balancers-record-requests": [["accessLogs.enabled is not set, want true.", change(attributes({ "access_logs.s3.enabled": undefined }))]],
    },
  },
  "aws-native:elasticloadbalancingv2:Listener": {
    sound: { type: "aws-native:elasticloadbalancingv2:Listener", name, props: { protocol: "HTTP", port: 80, defaultActions: [{ type: "redirect", redirectConfig: { protocol: "HTTPS", statusCode: "HTTP_301" } }] } },
    spoilt: { "encryption-listeners-use-tls": [
      ['protocol is "HTTP" with the action "forward", want "HTTPS", or a redirect to it as the only action.', change({ defaultActions: [{ type: "forward" }] })],
      ['defaultActions[].redirect.protocol is "HTTP", want "HTTPS".', change({ defaultActions: [{ type: "redirect", redirectConfig: { protocol: "HTTP" } }] })],
      ["certificateArn is not set, want the ARN of a certificate.", change({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" })],
    ] },
  },
  "aws-native:elasticloadbalancingv2:Listener with a certificate": {
    sound: { type: "aws-native:elasticloadbalancingv2:Listener", name, props: { protocol: "HTTPS", port: 443, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", certificates: [{ certificateArn: "arn:cert" }], defaultActions: [{ type: "forward" }] } },
    spoilt: { "encryption-listeners-use-tls": [[
      'sslPolicy is "ELBSecurityPolicy-2016-08", want a policy that starts with ELBSecurityPolicy-TLS13-1-2-, ELBSecurityPolicy-TLS13-1-3-, ELBSecurityPolicy-TLS-1-2-, ELBSecurityPolicy-FS-1-2-.',
      change({ sslPolicy: "ELBSecurityPolicy-2016-08" }),
    ]] },
  },
  "aws-native:elasticloadbalancingv2:TargetGroup": {
    sound: { type: "aws-native:elasticloadbalancingv2:TargetGroup", name, props: { protocol: "HTTPS", targetType: "ip" } },
    spoilt: { "encryption-targets-use-tls": [['protocol is "HTTP", want "HTTPS" or "TLS".', change({ protocol: "HTTP" })]] },
  },
};

/** Twins of what runs. */
export const running: Readonly<Record<string, Twin>> = {
  "aws-native:ecs:Cluster": {
    sound: { type: "aws-native:ecs:Cluster", name, props: {
      clusterSettings: [{ name: "containerInsights", value: "enhanced" }], configuration: { executeCommandConfiguration: { kmsKeyId: key, logging: "OVERRIDE", logConfiguration: { cloudWatchEncryptionEnabled: true } } },
      arn: `arn:aws:ecs:us-east-2:${account}:cluster/app`,
    } },
    spoilt: {
      "encryption-keys-stand-in-their-region": [["configuration.executeCommandConfiguration.kmsKeyId is a key in us-west-2, want a key in us-east-2.", change({ configuration: { executeCommandConfiguration: { kmsKeyId: elsewhere, logging: "NONE" } } })]],
      "encryption-sessions-in-containers-are-encrypted": [["configuration.executeCommandConfiguration.kmsKeyId is not set, want the ARN of a customer managed key.", change({ configuration: { executeCommandConfiguration: { logging: "NONE" } } })]],
      "logging-containers-are-observed": [['settings.containerInsights is "disabled", want "enabled" or "enhanced".', change({ clusterSettings: [{ name: "containerInsights", value: "disabled" }] })]],
    },
  },
  "aws-native:ecs:Service": {
    sound: { type: "aws-native:ecs:Service", name, props: { serviceName: "app", ...tasks("DISABLED"), deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } } },
    beside: [{ type: "aws-native:applicationautoscaling:ScalableTarget", name: "scaling", props: { serviceNamespace: "ecs", resourceId: "service/all/app" } }],
    spoilt: {
      "exposure-subnets-and-tasks-have-no-public-address": [["networkConfiguration.assignPublicIp is true, want false.", change(tasks("ENABLED"))]],
      "recovery-services-survive-a-zone": [
        ["networkConfiguration.subnets is 1, want 2 or more, in two zones.", change(tasks("DISABLED", ["a"]))],
        ["deploymentCircuitBreaker.rollback is false, want true, with enable.", change({ deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } } })],
      ],
      "recovery-services-grow-with-their-load": [["its scaling is not set, want an appautoscaling.Target.", without("aws-native:applicationautoscaling:ScalableTarget")]],
    },
  },
  "aws-native:ecs:TaskSet": {
    sound: { type: "aws-native:ecs:TaskSet", name, props: { networkConfiguration: { awsVpcConfiguration: { assignPublicIp: "DISABLED", subnets: ["a", "b"] } } } },
    spoilt: { "exposure-subnets-and-tasks-have-no-public-address": [["networkConfiguration.assignPublicIp is true, want false.", change({ networkConfiguration: { awsVpcConfiguration: { assignPublicIp: "ENABLED" } } })]] },
  },
  "aws-native:ecs:TaskDefinition": {
    sound: { type: "aws-native:ecs:TaskDefinition", name, props: { taskRoleArn: "arn:a", executionRoleArn: "arn:b", ...container({}), volumes: [{ name: "v", efsVolumeConfiguration: { transitEncryption: "ENABLED" } }] } },
    spoilt: {
      "encryption-file-systems-use-tls": [['volumes[0].efsVolumeConfiguration.transitEncryption is "DISABLED", want "ENABLED".', change({ volumes: [{ efsVolumeConfiguration: { transitEncryption: "DISABLED" } }] })]],
      "least-privilege-tasks-are-hardened": [
        ["privileged of app is true, want false.", change(container({ privileged: true }))],
        ["environment variable DB_PASSWORD of app is in plain text, want an entry of secrets[] that refers to it.", change(container({ environment: [{ name: "DB_PASSWORD", value: "x" }] }))],
      ],
      "logging-containers-are-observed": [["logConfiguration of app is not set, want a log driver.", change(container({ logConfiguration: {} }))]],
    },
  },
  "aws-native:lambda:Function": {
    sound: { type: "aws-native:lambda:Function", name, props: {
      arn: `arn:aws:lambda:us-east-2:${account}:function:app`, kmsKeyArn: key, environment: { variables: { PLACE: "use2" } }, tracingConfig: { mode: "Active" }, vpcConfig: { subnetIds: ["a", "b"] },
    } },
    spoilt: {
      "encryption-functions-use-customer-keys": [["kmsKeyArn is not set, want the ARN of a customer managed key.", change({ kmsKeyArn: undefined })]],
      "encryption-keys-stand-in-their-region": [["kmsKeyArn is a key in us-west-2, want a key in us-east-2.", change({ kmsKeyArn: elsewhere })]],
      "least-privilege-variables-hold-no-secret": [["variable DB_PASSWORD is in plain text, want a reference to a secret.", change({ environment: { variables: { DB_PASSWORD: "x" } } })]],
      "exposure-functions-stand-in-two-zones": [["vpcConfig.subnetIds is 1, want 2 or more, in two zones.", change({ vpcConfig: { subnetIds: ["a"] } })]],
      "logging-functions-are-traced": [["tracingConfig.mode is not set, want \"Active\".", change({ tracingConfig: undefined })]],
    },
  },
  "aws-native:lambda:EventSourceMapping": {
    sound: { type: "aws-native:lambda:EventSourceMapping", name, props: { eventSourceArn: "arn:stream", destinationConfig: { onFailure: { destination: "arn:queue" } } } },
    spoilt: { "recovery-failed-events-are-kept": [["what it cannot handle is not kept, want a queue for it.", change({ destinationConfig: undefined })]] },
  },
  "aws-native:logs:LogGroup": {
    sound: { type: "aws-native:logs:LogGroup", name, props: { arn: `arn:aws:logs:us-east-2:${account}:log-group:app`, kmsKeyId: key, retentionInDays: 365 } },
    spoilt: {
      "encryption-log-groups-use-customer-keys": [["kmsKeyId is not set, want the ARN of a customer managed key.", change({ kmsKeyId: undefined })]],
      "encryption-keys-stand-in-their-region": [["kmsKeyId is a key in us-west-2, want a key in us-east-2.", change({ kmsKeyId: elsewhere })]],
      "logging-logs-are-kept": [["retentionInDays is 7, want 365 or more.", change({ retentionInDays: 7 })]],
    },
  },
};

const trust = (Service: string): object => document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });
const narrow = document({ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" });
const wide = document({ Sid: "Read", Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::files/*" });
const keyPolicy = document({ Sid: "Own", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" });
const usedBy = (): Sketch => ({ type: "aws-native:lambda:Function", name: "user", props: { role: roleArn } });
const inline = (policyDocument: object): Props => ({ policies: [{ policyName: "own", policyDocument }] });

/** Twins of rights and keys. */
export const rights: Readonly<Record<string, Twin>> = {
  "aws-native:iam:Role": {
    sound: { type: "aws-native:iam:Role", name, props: { arn: roleArn, roleName: "app", assumeRolePolicyDocument: trust("lambda.amazonaws.com"), ...inline(narrow) } },
    beside: [usedBy()],
    spoilt: {
      "least-privilege-policies-name-actions-and-resources": [['Action of inlinePolicies[0].policy statement Read is "s3:*", want actions by name, or read actions by prefix (Get*, List*, Describe*).', change(inline(wide))]],
      "least-privilege-roles-trust-named-services": [['Principal of assumeRolePolicy statement #1 is "*", want principals by name.', change({ assumeRolePolicyDocument: document({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }) })]],
      "least-privilege-actions-exist": [['Action of inlinePolicies[0].policy statement Read is "s3:GetObjekt", want actions that the service has.', change(inline(document({ Sid: "Read", Effect: "Allow", Action: "s3:GetObjekt", Resource: "arn:aws:s3:::files/*" })))]],
      "least-privilege-identities-cannot-raise-themselves": [["its power is iam:PutRolePolicy, which gives it more rights of its own, want actions that are limited to named resources.", change(inline(document({ Sid: "Up", Effect: "Allow", Action: "iam:PutRolePolicy", Resource: roleArn })))]],
      "least-privilege-sessions-are-short": [["maxSessionDuration is 43200, want 3600 or less.", change({ maxSessionDuration: 43200 })]],
      "least-privilege-managed-policies-are-narrow": [['managedPolicyArns is "arn:aws:iam::aws:policy/AdministratorAccess", want a policy of its own.', change({ managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] })]],
      "least-privilege-roles-are-used": [["its user is nobody in the stack, want a task, a function, a service.", without("aws-native:lambda:Function")]],
    },
  },
  ...Object.fromEntries(["ManagedPolicy", "RolePolicy", "GroupPolicy"].map((kind): readonly [string, Twin] => [`aws-native:iam:${kind}`, {
    sound: { type: `aws-native:iam:${kind}`, name, props: { policyDocument: narrow } },
    spoilt: { "least-privilege-policies-name-actions-and-resources": [['Action of policy statement Read is "s3:*", want actions by name, or read actions by prefix (Get*, List*, Describe*).', change({ policyDocument: wide })]] },
  }])),
  "aws-native:kms:Key": {
    sound: { type: "aws-native:kms:Key", name, props: { enableKeyRotation: true, keySpec: "SYMMETRIC_DEFAULT", keyPolicy, pendingWindowInDays: 30 } },
    spoilt: {
      "encryption-kms-keys-rotate": [["enableKeyRotation is false, want true.", change({ enableKeyRotation: false })]],
      "least-privilege-key-policies-name-principals": [['Principal of policy statement All is "*", want principals by name, or a condition on their account, role or organization.', change({ keyPolicy: document({ Sid: "All", Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }) })]],
      "recovery-keys-survive-mistakes": [["deletionWindowInDays is 7, want 14 or more.", change({ pendingWindowInDays: 7 })], ["isEnabled is false, want true.", change({ enabled: false })]],
    },
  },
  "aws-native:rds:GlobalCluster": {
    sound: { type: "aws-native:rds:GlobalCluster", name, props: { globalClusterIdentifier: "all", storageEncrypted: true, deletionProtection: true, engineVersion: "17.7" } },
    beside: [["use2", "us-east-2"], ["usw2", "us-west-2"]].map(([place, region]) => ({ type: "aws-native:rds:DbCluster", name: place ?? "", props: { globalClusterIdentifier: "all", engineVersion: "17.7", region } })),
    spoilt: {
      "encryption-databases-use-customer-keys": [["storageEncrypted is not set, want true.", change({ storageEncrypted: undefined })]],
      "recovery-databases-survive-mistakes": [["deletionProtection is false, want true.", change({ deletionProtection: false })]],
      "recovery-databases-outlive-a-region": [["its storage is in us-east-2 alone, want a cluster in each of two regions, or backups that are copied to another one.", beside("aws-native:rds:DbCluster", { region: "us-east-2" })]],
      "recovery-stores-survive-the-program": [["protect is false, want true.", unprotected]],
    },
  },
};
