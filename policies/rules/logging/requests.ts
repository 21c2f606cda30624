import { must, mustNot, mustReach, mustSet } from "../../lib/demands";
import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { receivesAccessLogs } from "../../lib/log-buckets";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isProperties, isSet, list, parseJson, text, texts, Unknown, type Properties } from "../../lib/value";

/** The balancer alone has seen who asked. */
export const balancersRecordRequests = resourceRule({
  name: "logging-balancers-record-requests",
  description: "Application load balancers record every request.",
  severity: "medium",
  types: tokens.balancers,
  fix: "Set accessLogs with enabled: true and a bucket.",
  controls: ["ELB.5", "CKV_AWS_91", "AwsSolutions-ELB2", "CIS-AWS 7.0 4.10"],
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
}, function* ({ props }): Findings {
  if ((props["loadBalancerType"] ?? "application") === "application") yield* must(props, "accessLogs.enabled", true);
});

/** A distribution answers most requests without anybody behind it knowing. */
export const distributionsRecordRequests = stackRule({
  name: "logging-distributions-record-requests",
  description: "Distributions record every request.",
  severity: "medium",
  types: tokens.distributions,
  fix: "Set loggingConfig, or add a cloudwatch.LogDelivery whose source is the distribution.",
  controls: ["CloudFront.5", "CKV_AWS_86", "AWS-0010", "AwsSolutions-CFR3"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.distributions)) {
    const isDelivered = stack.referrers(["aws:cloudwatch/logDeliverySource:LogDeliverySource"], "resourceArn", on).length > 0;
    if (!isSet(on.props["loggingConfig"]) && !isDelivered) yield { on, finding: flaw("loggingConfig", "not set", "a bucket for its log") };
  }
});

/** A bucket that was read leaves no trace of it anywhere else. */
export const bucketsRecordRequests = stackRule({
  name: "logging-buckets-record-requests",
  description: "Buckets record who reads and writes them, except those that hold such records.",
  severity: "medium",
  types: tokens.buckets,
  fix: "Add a BucketLogging whose targetBucket is the bucket for logs.",
  controls: ["S3.9", "CloudTrail.7", "CKV_AWS_18", "AWS-0089", "AwsSolutions-S1", "CIS-AWS 5.0 3.4"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.buckets)) {
    if (receivesAccessLogs(stack, on) || ["logging", "loggings", "loggingConfiguration"].some((key) => isSet(on.props[key]))) continue;
    if (stack.referrers(tokens.bucketLoggings, "bucket", on).length === 0) yield { on, finding: flaw("its log", "not set", "a BucketLogging") };
  }
});

/** An interface is asked by strangers: what they asked is in its log or nowhere. */
export const interfacesRecordRequests = resourceRule({
  name: "logging-interfaces-record-requests",
  description: "Stages and graph interfaces record requests and errors, and no bodies.",
  severity: "medium",
  types: [...tokens.apiStages, ...tokens.httpApiStages, ...tokens.graphApis],
  fix: "Set accessLogSettings.destinationArn (and xrayTracingEnabled on REST); logConfig with fieldLogLevel ERROR or more on AppSync.",
  controls: ["APIGateway.1", "APIGateway.3", "APIGateway.9", "AppSync.2", "CKV_AWS_73", "CKV_AWS_76", "CKV_AWS_193", "CKV_AWS_194", "CKV2_AWS_4", "AWS-0001", "AWS-0003",
    "AwsSolutions-APIG1", "AwsSolutions-ASC3"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
}, function* ({ type, props }): Findings {
  if (tokens.graphApis.some((token) => token === type)) {
    const level = along(props, "logConfig.fieldLogLevel");
    if (level instanceof Unknown) yield undecided(level);
    else if (!isSet(level) || level === "NONE") yield flaw("logConfig.fieldLogLevel", show(level), '"ERROR" or more');
    return;
  }
  yield* mustSet(props, "accessLogSettings.destinationArn", "the ARN of a log group");
  if (tokens.apiStages.some((token) => token === type)) yield* must(props, "xrayTracingEnabled", true);
});

/** Bodies of requests hold what people typed. */
export const methodsRecordErrors = resourceRule({
  name: "logging-methods-record-errors",
  description: "Methods of interfaces record errors, and never the bodies of requests.",
  severity: "medium",
  types: tokens.apiMethodSettings,
  fix: 'Set settings.loggingLevel to "ERROR" or "INFO", and leave dataTraceEnabled out.',
  controls: ["APIGateway.1", "CKV_AWS_276", "CKV2_AWS_4", "AwsSolutions-APIG6"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
}, function* ({ props }): Findings {
  const level = along(props, "settings.loggingLevel");
  if (level instanceof Unknown) yield undecided(level);
  else if (level !== "ERROR" && level !== "INFO") yield flaw("settings.loggingLevel", show(level), '"ERROR" or "INFO"');
  yield* mustNot(props, "settings.dataTraceEnabled", { bad: true, want: "false" });
});

/** What was asked of a database is told by its own log. */
export const databasesRecordStatements = resourceRule({
  name: "logging-databases-record-statements",
  description: "Database clusters send their log to CloudWatch, and instances tell how the machine under them does.",
  severity: "medium",
  types: [...tokens.databaseClusters, ...tokens.databaseInstances],
  fix: 'Add "postgresql" (or "audit" and "error" for MySQL) to enabledCloudwatchLogsExports; set monitoringInterval on instances.',
  controls: ["RDS.6", "RDS.36", "RDS.37", "CKV_AWS_118", "CKV_AWS_324", "CKV2_AWS_27"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html",
}, function* ({ type, props }): Findings {
  if (!tokens.databaseClusters.some((token) => token === type)) return yield* mustReach(props, "monitoringInterval", 1);
  const exports = props["enabledCloudwatchLogsExports"];
  if (exports instanceof Unknown) return yield undecided(exports);
  const wanted = text(props["engine"]).includes("mysql") ? "audit" : "postgresql";
  if (!texts(exports).includes(wanted)) yield flaw("enabledCloudwatchLogsExports", show(texts(exports).join(", ")), `"${wanted}"`);
});

/** What happened is asked for a year later. */
export const logsAreKept = resourceRule({
  name: "logging-logs-are-kept",
  description: "Log groups keep what they are told for as long as it may be asked for, and not for ever.",
  severity: "low",
  types: tokens.logGroups,
  fix: "Set retentionInDays to the days of the setting `days`, or more.",
  controls: ["CloudWatch.16", "CKV_AWS_66", "CKV_AWS_338"],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  settings: { days: { type: "integer", default: 365, description: "Days that a log group keeps what it is told, at least." } },
}, function* ({ props, settings }): Findings {
  if (props["logGroupClass"] === "DELIVERY") return yield exempt("AWS keeps what is delivered for two days, whatever is asked.");
  yield* mustReach(props, "retentionInDays", Number(text(settings["days"])));
});

/** A container that says nothing cannot be asked afterwards: it is gone. */
export const containersAreObserved = resourceRule({
  name: "logging-containers-are-observed",
  description: "Clusters measure their containers, and each container sends away what it says.",
  severity: "medium",
  types: [...tokens.ecsClusters, ...tokens.taskDefinitions],
  fix: 'Set settings containerInsights to "enhanced" or "enabled" on the cluster, and logConfiguration on each container.',
  controls: ["ECS.9", "ECS.12", "CKV_AWS_65", "AWS-0034", "AwsSolutions-ECS4", "AwsSolutions-ECS7"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
}, function* ({ type, props }): Findings {
  if (tokens.ecsClusters.some((token) => token === type)) {
    const value = at(list(props["settings"]).find((each) => at(each, "name") === "containerInsights"), "value");
    if (value instanceof Unknown) yield undecided(value);
    else if (value !== "enabled" && value !== "enhanced") yield flaw("settings.containerInsights", show(value), '"enabled" or "enhanced"');
    return;
  }
  const containers = parseJson(props["containerDefinitions"], "containerDefinitions");
  if (containers instanceof Unknown) return yield undecided(containers);
  for (const container of list(containers).filter(isProperties)) yield* speaks(container);
});

function* speaks(container: Properties): Findings {
  const driver = along(container, "logConfiguration.logDriver");
  if (driver instanceof Unknown) yield undecided(driver);
  else if (!isSet(driver) || driver === "none") yield flaw(`logConfiguration of ${text(container["name"])}`, show(driver), "a log driver");
}

/** A function that is slow is slow somewhere: a trace says where. */
export const functionsAreTraced = resourceRule({
  name: "logging-functions-are-traced",
  description: "Functions and state machines are traced.",
  severity: "low",
  level: "advisory",
  types: [...tokens.functions, ...tokens.stateMachines],
  fix: 'Set tracingConfig.mode to "Active" on a function; tracingConfiguration.enabled on a state machine.',
  controls: ["CKV_AWS_50", "CKV_AWS_284", "AWS-0066", "AwsSolutions-SF2"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
}, function* ({ type, props }): Findings {
  if (tokens.functions.some((token) => token === type)) yield* must(props, "tracingConfig.mode", "Active");
  else yield* must(props, "tracingConfiguration.enabled", true);
});

/** A workflow's steps are its only witness. */
export const workflowsRecordSteps = resourceRule({
  name: "logging-workflows-record-steps",
  description: "State machines record their steps.",
  severity: "medium",
  types: tokens.stateMachines,
  fix: 'Set loggingConfiguration with level "ALL" or "ERROR" and logDestination.',
  controls: ["StepFunctions.1", "CKV_AWS_285", "AwsSolutions-SF1"],
  url: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
}, function* ({ props }): Findings {
  const level = along(props, "loggingConfiguration.level");
  if (level instanceof Unknown) yield undecided(level);
  else if (!isSet(level) || level === "OFF") yield flaw("loggingConfiguration.level", show(level), '"ALL" or "ERROR"');
});

/** What a query or a build has done is told by its own record. */
export const jobsAreRecorded = resourceRule({
  name: "logging-queries-and-builds-are-recorded",
  description: "Workgroups measure queries, and builds keep their logs.",
  severity: "low",
  types: [...tokens.queryWorkgroups, ...tokens.builds],
  fix: "Leave publishCloudwatchMetricsEnabled true; leave a log of logsConfig enabled.",
  controls: ["Athena.4", "CodeBuild.4", "CKV_AWS_314"],
  url: "https://docs.aws.amazon.com/athena/latest/ug/query-metrics-viewing.html",
}, function* ({ type, props }): Findings {
  if (tokens.queryWorkgroups.some((token) => token === type)) return yield* mustNot(props, "configuration.publishCloudwatchMetricsEnabled", { bad: false, want: "true" });
  const [cloudWatch, bucket] = [along(props, "logsConfig.cloudwatchLogs.status"), along(props, "logsConfig.s3Logs.status")];
  if (cloudWatch === "DISABLED" && bucket !== "ENABLED") yield flaw("logsConfig", "nothing kept", "a log that is enabled");
});
