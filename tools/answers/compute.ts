import { answer, partOf, type Subject, type Table } from "./subject";

/** Name at the end of an ARN, or the name itself. */
const lastPart = (text: string): string => text.slice(text.lastIndexOf("/") + 1);

function cluster(subject: Subject) {
  const name = subject.physicalName();
  const arn = subject.arn("ecs", `cluster/${name}`);
  return answer(arn, { arn, name });
}

function service(subject: Subject) {
  const name = subject.physicalName();
  const arn = subject.arn("ecs", `service/${lastPart(subject.text("cluster") ?? "default")}/${name}`);
  return answer(arn, { arn, name });
}

/** A new family starts with revision 1. Source: Amazon ECS Developer Guide, "Task definition parameters", Family. */
function taskDefinition(subject: Subject) {
  const family = subject.physicalName("family");
  const arnWithoutRevision = subject.arn("ecs", `task-definition/${family}`);
  return answer(family, { family, arnWithoutRevision, arn: `${arnWithoutRevision}:1`, revision: 1 });
}

/** Source: Service Authorization Reference, AWS Application Auto Scaling, resource types. */
function scalableTarget(subject: Subject) {
  const id = subject.text("resourceId") ?? subject.physicalName();
  return answer(id, { arn: subject.arn("application-autoscaling", `scalable-target/${subject.hex(34)}`) });
}

const scaling = (kind: string, named: string) => (subject: Subject) => {
  const name = subject.physicalName();
  const [namespace = "ecs", resource = ""] = [subject.text("serviceNamespace"), subject.text("resourceId")];
  const arn = subject.arn("autoscaling", `${kind}:${subject.uuid()}:resource/${namespace}/${resource}:${named}/${name}`);
  return answer(kind === "scalingPolicy" ? name : `${name}-${namespace}-${resource}`, { arn, name });
};

function lambda(subject: Subject) {
  const name = subject.physicalName();
  const arn = subject.arn("lambda", `function:${name}`);
  const invokeArn = `arn:${subject.partition}:apigateway:${subject.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  return answer(name, { arn, name, invokeArn, version: "$LATEST", qualifiedArn: `${arn}:$LATEST` });
}

/** What runs. */
export const compute: Table = {
  "aws:ecs/cluster:Cluster": cluster,
  "aws:ecs/service:Service": service,
  "aws:ecs/taskDefinition:TaskDefinition": taskDefinition,
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": partOf("clusterName"),
  "aws:appautoscaling/target:Target": scalableTarget,
  "aws:appautoscaling/policy:Policy": scaling("scalingPolicy", "policyName"),
  "aws:appautoscaling/scheduledAction:ScheduledAction": scaling("scheduledAction", "scheduledActionName"),
  "aws:lambda/function:Function": lambda,
  // A function that returns nothing answers null. The ID ends with an MD5 of the input. Source: `@pulumi/aws`, lambda.Invocation.
  "aws:lambda/invocation:Invocation": (subject) =>
    answer(`${subject.text("functionName") ?? ""}_${subject.text("qualifier") ?? "$LATEST"}_${subject.hex(32, "input")}`, { result: "null" }),
  "aws:lambda/permission:Permission": (subject) => answer(subject.text("statementId") ?? subject.physicalName()),
  "aws:ecr/repository:Repository": (subject) => {
    const name = subject.physicalName();
    return answer(name, {
      arn: subject.arn("ecr", `repository/${name}`), name, registryId: subject.account,
      repositoryUrl: `${subject.account}.dkr.ecr.${subject.region}.${subject.domain}/${name}`,
    });
  },
};
