import assert from "node:assert/strict";
import { releaseAlarms } from "../../../components/service/alarms";
import { spec } from "./fixture";

const group = { balancerArnSuffix: "app/main/1", targetGroupArnSuffix: "targetgroup/a/2" };
const dimensions = { LoadBalancer: "app/main/1", TargetGroup: "targetgroup/a/2" };
const measured = (id: string, metricName: string, stat = "Sum") =>
  ({ id, metric: { namespace: "AWS/ApplicationELB", metricName, dimensions, period: 60, stat } });
const judged = { comparisonOperator: "GreaterThanOrEqualToThreshold", evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: "notBreaching" };

const failed = {
  ...judged,
  alarmDescription: "5 percent of the requests or more fail in the service",
  metricQueries: [
    {
      id: "judged", returnData: true, label: "failed requests in percent",
      expression: "IF(requests >= 20, 100 * (FILL(errors, 0) + FILL(refusals, 0) + FILL(handshakes, 0)) / requests, 0)",
    },
    measured("errors", "HTTPCode_Target_5XX_Count"), measured("refusals", "TargetConnectionErrorCount"),
    measured("handshakes", "TargetTLSNegotiationErrorCount"), measured("requests", "RequestCount"),
  ],
  threshold: 5,
};
const unfit = (minutes: number) => ({
  alarmDescription: "Tasks fail their health check for longer than a start takes",
  namespace: "AWS/ApplicationELB", metricName: "UnHealthyHostCount", dimensions, statistic: "Maximum", period: 60,
  comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: minutes, datapointsToAlarm: minutes, treatMissingData: "notBreaching",
});

describe("alarms of a release", () => {
  it("see requests that fail or find no task, and tasks that stay unfit; they are quiet without data", () => {
    assert.deepEqual(releaseAlarms(group, spec), { failed, unfit: unfit(3) });
  });

  it("see slow answers where an owner says how long an answer takes, and give slow starts their time", () => {
    assert.deepEqual(releaseAlarms(group, { ...spec, answerSeconds: 2.5, health: { ...spec.health, graceSeconds: 300 } }), {
      failed,
      slow: {
        ...judged,
        alarmDescription: "5 percent of the requests or more wait 2.5 seconds for their answer",
        metricQueries: [
          { id: "judged", returnData: true, label: "seconds to the answer", expression: "IF(requests >= 20, FILL(answer, 0), 0)" },
          measured("answer", "TargetResponseTime", "p95"), measured("requests", "RequestCount"),
        ],
        threshold: 2.5,
      },
      unfit: unfit(7),
    });
  });
});
