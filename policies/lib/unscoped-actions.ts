/**
 * Actions that take no resource: AWS ignores, or refuses, any but `*`. A trailing `*` stands for every action that
 * starts so; it is used only where that holds for all of them.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service: the actions whose
 * column "Resource types" is empty (`cloudwatch:PutMetricData` names an optional data set, but a metric is no resource). An
 * action that is missing here can be limited, or nobody has needed it yet.
 */
const unscoped: Readonly<Record<string, readonly string[]>> = {
  acm: ["ListCertificates"],
  "application-autoscaling": ["Describe*"],
  autoscaling: ["Describe*"],
  cloudwatch: ["DescribeAlarmsForMetric", "GetMetricStatistics", "PutMetricData"],
  ec2: [
    "DescribeAvailabilityZones", "DescribeInstances", "DescribeManagedPrefixLists", "DescribeNatGateways", "DescribeNetworkInterfaces",
    "DescribePrefixLists", "DescribeRegions", "DescribeRouteTables", "DescribeSecurityGroups", "DescribeSubnets", "DescribeTags",
    "DescribeVpcEndpoints", "DescribeVpcs",
  ],
  ecr: ["GetAuthorizationToken"],
  ecs: ["DeregisterTaskDefinition", "DescribeTaskDefinition", "ListClusters", "ListServices", "ListTaskDefinitionFamilies", "ListTaskDefinitions"],
  elasticloadbalancing: ["Describe*"],
  kms: ["CreateKey", "GenerateRandom", "ListAliases", "ListKeys"],
  logs: ["CreateLogDelivery", "DeleteLogDelivery", "DescribeLogGroups", "DescribeResourcePolicies", "GetLogDelivery", "ListLogDeliveries",
    "PutResourcePolicy", "UpdateLogDelivery"],
  route53: ["ListHealthChecks", "ListHostedZones", "ListHostedZonesByName"],
  s3: ["ListAllMyBuckets"],
  secretsmanager: ["GetRandomPassword", "ListSecrets"],
  ssmmessages: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"],
  sts: ["GetCallerIdentity"],
  xray: ["GetSamplingRules", "GetSamplingStatisticSummaries", "GetSamplingTargets", "PutTelemetryRecords", "PutTraceSegments"],
};

/** Whether AWS can limit this action, or every action of this pattern, to no resource at all. */
export function isUnscoped(action: string): boolean {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  return (unscoped[service] ?? []).some((each) => {
    const known = each.toLowerCase();
    return known.endsWith("*") ? name.startsWith(known.slice(0, -1)) : name === known;
  });
}
