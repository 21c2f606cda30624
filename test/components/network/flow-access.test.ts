import assert from "node:assert/strict";
import { flowLogTrust, writeFlows } from "../../../components/network/flow-access";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

describe("the role of flow logs", () => {
  it("can be taken up by the flow logs of this account and region alone", () => {
    assert.deepEqual(flowLogTrust(place), {
      Version: "2012-10-17",
      Statement: [{
        Sid: "Assume", Effect: "Allow", Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-2:111122223333:vpc-flow-log/*" },
        },
      }],
    });
  });

  it("writes to its own log group, and creates none", () => {
    assert.deepEqual(writeFlows(place, "arn:group", "arn:group:*"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteFlows", Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: ["arn:group", "arn:group:*"],
        },
        {
          Sid: "FindLogGroup", Effect: "Allow", Action: ["logs:DescribeLogGroups"],
          Resource: ["arn:aws:logs:us-east-2:111122223333:log-group:*"],
        },
      ],
    });
  });
});
