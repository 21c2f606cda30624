import { answer, partOf, pick, type Subject, type Table } from "./subject";

/** Something with a name, an ARN that ends in it, and that name as its ID. */
const named = (service: string, prefix: string) => (subject: Subject) => {
  const name = subject.physicalName();
  return answer(name, { name, arn: subject.arn(service, `${prefix}${name}`) });
};

function topic(subject: Subject) {
  const name = subject.physicalName();
  const full = subject.inputs["fifoTopic"] === true && !name.endsWith(".fifo") ? `${name}.fifo` : name;
  const arn = subject.arn("sns", full);
  return answer(arn, { arn, name: full, owner: subject.account });
}

function queue(subject: Subject) {
  const name = subject.physicalName();
  const full = subject.inputs["fifoQueue"] === true && !name.endsWith(".fifo") ? `${name}.fifo` : name;
  const url = `https://sqs.${subject.region}.${subject.domain}/${subject.account}/${full}`;
  return answer(url, { arn: subject.arn("sqs", full), name: full, url });
}

/** Logs, alarms and messages. Source of ARNs: Service Authorization Reference, resource types of each service. */
export const watching: Table = {
  "aws:cloudwatch/logGroup:LogGroup": named("logs", "log-group:"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": (subject) => answer(subject.text("policyName") ?? subject.physicalName()),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": (subject) => answer(subject.physicalName(), { name: subject.physicalName() }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": named("cloudwatch", "alarm:"),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (subject) => {
    const name = subject.physicalName("alarmName");
    return answer(name, { alarmName: name, arn: subject.arn("cloudwatch", `alarm:${name}`) });
  },
  "aws:cloudwatch/dashboard:Dashboard": (subject) => {
    const name = subject.physicalName("dashboardName");
    return answer(name, { dashboardName: name, dashboardArn: subject.globalArn("cloudwatch", `dashboard/${name}`) });
  },
  "aws:cloudwatch/eventRule:EventRule": named("events", "rule/"),
  "aws:cloudwatch/eventTarget:EventTarget": (subject) => {
    const targetId = subject.physicalName("targetId");
    return answer(`${subject.text("rule") ?? ""}-${targetId}`, { targetId });
  },
  "aws:arcregionswitch/plan:Plan": (subject) => {
    const name = subject.physicalName();
    const arn = subject.globalArn("arc-region-switch", `plan/${name}:${pick(subject.uuid("plan"), 6, "0123456789abcdefghijklmnopqrstuvwxyz")}`);
    return answer(arn, { arn, name });
  },
  "aws:sfn/stateMachine:StateMachine": (subject) => {
    const name = subject.physicalName();
    const arn = subject.arn("states", `stateMachine:${name}`);
    return answer(arn, { arn, name, status: "ACTIVE", stateMachineVersionArn: "", versionDescription: "", revisionId: "", description: "" });
  },
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicPolicy:TopicPolicy": (subject) => answer(subject.text("arn") ?? subject.physicalName(), { owner: subject.account }),
  "aws:sns/topicSubscription:TopicSubscription": (subject) => {
    const arn = `${subject.text("topic") ?? ""}:${subject.uuid()}`;
    return answer(arn, { arn, ownerId: subject.account });
  },
  "aws:sqs/queue:Queue": queue,
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": partOf("queueUrl"),
  "aws:sqs/queuePolicy:QueuePolicy": (subject) => answer(subject.text("queueUrl") ?? subject.physicalName()),
  "aws:dynamodb/table:Table": (subject) => {
    const name = subject.physicalName();
    const arn = subject.arn("dynamodb", `table/${name}`);
    return answer(name, { arn, name, ...(subject.inputs["streamEnabled"] === true && { streamArn: `${arn}/stream/2024-01-01T00:00:00.000` }) });
  },
};
