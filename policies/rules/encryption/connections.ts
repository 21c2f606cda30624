import { must, mustNot, mustSet } from "../../lib/demands";
import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule } from "../../lib/rule";
import { strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { along, at, isSet, list, parseJson, text, Unknown, type Properties } from "../../lib/value";

/** A load balancer that opens the envelope should close it again. */
export const targetsUseTls = resourceRule({
  name: "encryption-targets-use-tls",
  description: "Load balancers speak TLS to what stands behind them.",
  severity: "medium",
  level: "advisory",
  types: tokens.targetGroups,
  fix: 'Use protocol "HTTPS" (or "TLS"): a load balancer takes any certificate from a target.',
  controls: ["CKV_AWS_378"],
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
}, function* ({ props }): Findings {
  const { protocol, targetType } = props;
  if (targetType === "lambda") return yield exempt("A load balancer calls a function through AWS.");
  if (protocol instanceof Unknown) return yield undecided(protocol);
  if (text(protocol).toUpperCase() === "HTTP" || text(protocol).toUpperCase() === "TCP") yield flaw("protocol", show(protocol), '"HTTPS" or "TLS"');
});

/**
 * Security policies of CloudFront without TLS 1.0 and 1.1 and without weak ciphers.
 * Source: Amazon CloudFront Developer Guide, "Supported protocols and ciphers between viewers and CloudFront".
 */
const viewerProtocols = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];

/** A distribution is where most clients meet the platform. */
export const distributionsUseTls = resourceRule({
  name: "encryption-distributions-use-tls",
  description: "Distributions speak TLS 1.2 or later to viewers, under a certificate of their own, and to origins.",
  severity: "critical",
  types: tokens.distributions,
  fix: 'Use viewerProtocolPolicy "redirect-to-https", a viewerCertificate with acmCertificateArn, sslSupportMethod "sni-only" and minimumProtocolVersion "TLSv1.2_2021", and originProtocolPolicy "https-only" with originSslProtocols ["TLSv1.2"].',
  controls: ["CloudFront.3", "CloudFront.7", "CloudFront.8", "CloudFront.9", "CloudFront.10", "CloudFront.15", "CKV_AWS_34", "CKV_AWS_174", "CKV2_AWS_42", "CKV2_AWS_54",
    "CKV2_AWS_72", "AWS-0012", "AWS-0013", "AwsSolutions-CFR4", "AwsSolutions-CFR5"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html",
  settings: {
    protocols: { type: "array", items: { type: "string" }, default: viewerProtocols, description: "Security policies that viewers may be held to." },
  },
}, function* ({ props, settings }): Findings {
  const behaviors = [["defaultCacheBehavior", props["defaultCacheBehavior"]] as const,
    ...list(props["orderedCacheBehaviors"]).map((each, rank) => [`orderedCacheBehaviors[${rank}]`, each] as const)];
  for (const [path, behavior] of behaviors) {
    const policy = at(behavior, "viewerProtocolPolicy");
    if (policy instanceof Unknown) yield undecided(policy);
    else if (policy !== "redirect-to-https" && policy !== "https-only") yield flaw(`${path}.viewerProtocolPolicy`, show(policy), '"redirect-to-https" or "https-only"');
  }
  yield* certificate(props, strings(settings, "protocols"));
  for (const [rank, origin] of list(props["origins"]).entries()) {
    const custom = at(origin, "customOriginConfig");
    if (!isSet(custom)) continue;
    const [protocol, versions] = [at(custom, "originProtocolPolicy"), at(custom, "originSslProtocols")];
    if (protocol instanceof Unknown) yield undecided(protocol);
    else if (protocol !== "https-only") yield flaw(`origins[${rank}].customOriginConfig.originProtocolPolicy`, show(protocol), '"https-only"');
    const old = list(versions).filter((version) => version !== "TLSv1.2" && version !== "TLSv1.3" && !(version instanceof Unknown));
    if (old.length > 0) yield flaw(`origins[${rank}].customOriginConfig.originSslProtocols`, show(old.map(text).join(", ")), '"TLSv1.2" alone');
  }
});

function* certificate(props: Properties, accepted: readonly string[]): Findings {
  const path = "viewerCertificate";
  if (!isSet(along(props, `${path}.acmCertificateArn`)) && !isSet(along(props, `${path}.iamCertificateId`))) {
    return yield flaw(`${path}.acmCertificateArn`, "not set", "the ARN of a certificate: CloudFront's own allows TLS 1.0");
  }
  yield* mustNot(props, `${path}.sslSupportMethod`, { bad: "vip", want: '"sni-only"' });
  const version = along(props, `${path}.minimumProtocolVersion`);
  if (version instanceof Unknown) yield undecided(version);
  else if (!accepted.includes(text(version))) yield flaw(`${path}.minimumProtocolVersion`, show(version), accepted.map(show).join(" or "));
}

/** One year, in seconds. Source: RFC 6797 names no length; the preload lists of browsers ask for a year. */
const yearSeconds = 31_536_000;

/** A browser that was told once never tries plain HTTP again. */
export const browsersAreToldTls = resourceRule({
  name: "encryption-browsers-are-told-tls",
  description: "Distributions tell browsers to use TLS for a year.",
  severity: "medium",
  level: "advisory",
  types: [...tokens.distributions, ...tokens.responseHeaders],
  fix: "Give each cache behavior a responseHeadersPolicyId whose strictTransportSecurity has accessControlMaxAgeSec 31536000.",
  controls: ["CKV_AWS_259", "CKV2_AWS_32"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
}, function* ({ type, props }): Findings {
  if (tokens.distributions.some((token) => token === type)) return yield* mustSet(props, "defaultCacheBehavior.responseHeadersPolicyId", "the ID of a response headers policy");
  const age = along(props, "securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec");
  if (age instanceof Unknown) yield undecided(age);
  else if (!(Number(text(age)) >= yearSeconds)) {
    yield flaw("securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec", show(age), `${yearSeconds} or more`);
  }
});

/** The name of an interface is a door of its own: with it open, the other one need not be. */
export const domainsUseTls = resourceRule({
  name: "encryption-domains-use-tls",
  description: "Names of interfaces are served over TLS 1.2 or later.",
  severity: "high",
  types: [...tokens.apiDomains, ...tokens.httpApiDomains],
  fix: 'Set securityPolicy to "TLS_1_2" or a later one.',
  controls: ["CKV_AWS_206", "AWS-0005"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
}, function* ({ type, props }): Findings {
  const isHttp = tokens.httpApiDomains.some((token) => token === type);
  const path = isHttp ? "domainNameConfiguration.securityPolicy" : "securityPolicy";
  const [first] = list(props["domainNameConfiguration"]);
  const policy = isHttp ? at(first, "securityPolicy") : props["securityPolicy"];
  if (policy instanceof Unknown) return yield undecided(policy);
  // Source: API Gateway Developer Guide, "Security policies": TLS_1_2, and those that start with SecurityPolicy_TLS12 or _TLS13.
  if (!/^(TLS_1_2|SecurityPolicy_TLS1[23])/.test(text(policy))) yield flaw(path, show(policy), '"TLS_1_2" or later');
});

/** A connection to data that falls back to plain text tells nobody. */
export const dataConnectionsUseTls = resourceRule({
  name: "encryption-data-connections-use-tls",
  description: "Connections of dashboards and jobs to databases use TLS.",
  severity: "medium",
  types: [...tokens.dashboardSources, ...tokens.glueConnections],
  fix: "Leave sslProperties.disableSsl out; set connectionProperties.JDBC_ENFORCE_SSL to true.",
  controls: ["AwsSolutions-QS1", "glue_database_connections_ssl_enabled (Prowler)"],
  url: "https://docs.aws.amazon.com/quicksight/latest/user/configure-access.html",
}, function* ({ type, props }): Findings {
  if (tokens.dashboardSources.some((token) => token === type)) return yield* mustNot(props, "sslProperties.disableSsl", { bad: true, want: "false" });
  const kind = props["connectionType"] ?? "JDBC";
  if (kind instanceof Unknown) yield undecided(kind);
  else if (kind === "JDBC") yield* must(props, "connectionProperties.JDBC_ENFORCE_SSL", "true");
  else yield exempt("Its kind has no such switch.");
});

/** A file system is a network away from the task that mounts it. */
export const fileSystemsUseTls = resourceRule({
  name: "encryption-file-systems-use-tls",
  description: "Tasks mount file systems over TLS.",
  severity: "high",
  types: tokens.taskDefinitions,
  fix: 'Set efsVolumeConfiguration.transitEncryption to "ENABLED" on each volume.',
  controls: ["ECS.18", "CKV_AWS_97", "AWS-0035"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
}, function* ({ props }): Findings {
  for (const [rank, volume] of list(parseJson(props["volumes"], "volumes")).entries()) {
    const efs = at(volume, "efsVolumeConfiguration");
    if (efs instanceof Unknown) yield undecided(efs);
    else if (isSet(efs)) {
      const mode = at(efs, "transitEncryption");
      if (mode instanceof Unknown) yield undecided(mode);
      else if (mode !== "ENABLED") yield flaw(`volumes[${rank}].efsVolumeConfiguration.transitEncryption`, show(mode), '"ENABLED"');
    }
  }
});
