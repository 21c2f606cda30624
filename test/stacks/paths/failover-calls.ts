import { type ActivationEnds, type CallLine, type Calls } from "./calls";

/** An item of the control table that this place alone writes, by its key. */
const written = ({ control }: ActivationEnds, key: string, ...actions: readonly string[]): CallLine =>
  ({ resource: control, actions: actions.map((action) => `dynamodb:${action}`), context: { "dynamodb:LeadingKeys": key } });

const sized = ({ services, ecsCluster, arn }: ActivationEnds): readonly CallLine[] => [
  ...services.map((resource) => ({ resource, actions: ["ecs:DescribeServices", "ecs:UpdateService"], context: { "ecs:cluster": ecsCluster } })),
  {
    resource: arn("application-autoscaling", "scalable-target/x"), actions: ["application-autoscaling:RegisterScalableTarget"],
    context: { "application-autoscaling:service-namespace": "ecs", "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount" },
  },
];

const seen = ({ cluster, globalCluster }: ActivationEnds): readonly CallLine[] => [[globalCluster, "rds:DescribeGlobalClusters"], [cluster, "rds:DescribeDBClusters"]];
const kept = ({ evidence }: ActivationEnds): CallLine => [`${evidence}/x`, "s3:PutObject"];
const turned = ({ proxyGroup, arn }: ActivationEnds): readonly CallLine[] => [
  ["*", "ec2:DescribeSecurityGroupRules"], [proxyGroup, "ec2:ModifySecurityGroupRules"], [arn("ec2", "security-group-rule/x"), "ec2:ModifySecurityGroupRules"],
];
const stopped = ({ services, ecsCluster }: ActivationEnds): readonly CallLine[] => services.map((resource) => ({ resource, actions: ["ecs:UpdateService"], context: { "ecs:cluster": ecsCluster } }));
const ready = ({ services, certificate, arn }: ActivationEnds): readonly CallLine[] => [
  ...services.map((service) => [service, "ecs:DescribeServices"] as const), ["*", "ecs:DescribeTaskDefinition"], [certificate, "acm:DescribeCertificate"],
  [arn("servicequotas", "fargate/L-3032A538"), "servicequotas:GetServiceQuota"],
];

/** What the functions of an activation reach, wherever both places can run. */
export const failoverCalls: Readonly<Record<string, Calls>> = {
  "failover-observe": ({ ends }) => {
    const here = ends("here");
    return [
      [here.control, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], written(here, `lock#${here.place}`, "PutItem", "UpdateItem"), written(here, `region#${here.place}`, "PutItem", "UpdateItem"),
      written(here, `question#${here.place}`, "PutItem", "UpdateItem"), kept(here), ...seen(here), ...ready(here), ["*", "cloudwatch:GetMetricData", "ec2:DescribeSecurityGroupRules", "states:SendTaskSuccess"],
      [here.databaseFunction, "lambda:InvokeFunction"], [here.operators, "sns:Publish"], [here.machine("recover"), "states:StartExecution"],
    ];
  },
  "failover-scale": ({ ends }) => {
    const here = ends("here");
    return [
      written(here, `lock#${here.place}`, "UpdateItem"), written(here, `shed#${here.place}`, "UpdateItem"), kept(here), ...sized(here),
      ["*", "application-autoscaling:DescribeScalableTargets", "elasticloadbalancing:DescribeTargetHealth"],
    ];
  },
  "failover-promote": ({ ends }) => {
    const [here, there] = [ends("here"), ends("there")];
    return [
      written(here, `lock#${here.place}`, "UpdateItem"), kept(here), ...seen(here),
      ...[here.globalCluster, here.cluster, there.cluster].map((arn) => [arn, "rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"] as const),
      [here.control, "dynamodb:BatchGetItem"], [here.databaseFunction, "lambda:InvokeFunction"], ...turned(here), [here.operators, "sns:Publish"],
    ];
  },
  "failover-traffic": ({ ends }) => {
    const [here, there] = [ends("here"), ends("there")];
    return [
      written(here, `lock#${here.place}`, "UpdateItem"), kept(here), ...seen(here), [here.lever, "s3:PutObject"], [there.lever, "s3:DeleteObject"], [here.operators, "sns:Publish"],
    ];
  },
  "failover-fence": ({ ends }) => {
    const [here, there] = [ends("here"), ends("there")];
    return [
      written(here, `lock#${here.place}`, "UpdateItem"), written(here, `fence#${there.place}`, "UpdateItem"), kept(here), ...seen(here), [there.control, "dynamodb:GetItem"], ...turned(there),
      ...stopped(there),
    ];
  },
  "failover-recover": ({ ends }) => {
    const [here, there] = [ends("here"), ends("there")];
    return [
      written(here, `lock#${here.place}`, "UpdateItem"), written(here, `fence#${there.place}`, "UpdateItem"), [here.control, "dynamodb:BatchGetItem"], kept(here), ...seen(here), ...turned(there),
      ...sized(here), ...sized(there), [there.cluster, "rds:CopyDBClusterSnapshot"], [there.arn("rds", "cluster-snapshot:x"), "rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:DescribeDBClusterSnapshots"],
      [here.lever, "s3:DeleteObject"], [there.lever, "s3:DeleteObject"], [here.operators, "sns:Publish"],
    ];
  },
  "failover-detector": ({ ends, queue }) => {
    const here = ends("here");
    const execution = `${here.machine("activate").replace(":stateMachine:", ":execution:")}:act-${here.place}-2`;
    return [
      [here.control, "dynamodb:BatchGetItem"], written(here, `verdict#${here.place}`, "UpdateItem"), [here.databaseFunction, "lambda:InvokeFunction"], ...sized(here), ...ready(here),
      [here.operators, "sns:Publish"], [here.machine("activate"), "states:StartExecution"], [execution, "states:DescribeExecution"], ["*", "states:SendTaskSuccess"],
      [queue("failover-detector-failed"), "sqs:SendMessage"],
    ];
  },
};
