import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { albAccessLogStatement, denyPlaintext, serverAccessLogStatement } from "../../../components/core/bucket-access";
import { namedBucket } from "../../../components/core/bucket-names";
import { value } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const arn = "arn:aws:s3:::logs";

describe("access to a private bucket", () => {
  it("denies plaintext, and TLS older than 1.2, on the bucket and on every object", async () => {
    assert.deepEqual(await value(pulumi.output(denyPlaintext(arn))), [
      {
        Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DenyOldTls", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`],
        Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      },
    ]);
  });

  it("lets load balancers write under their own account's path, and nothing else", async () => {
    assert.deepEqual(await value(pulumi.output(albAccessLogStatement(place, arn, "balancer/access"))), {
      Sid: "WriteBalancerLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: [`${arn}/balancer/access/AWSLogs/111122223333/*`],
      Condition: {
        StringEqualsIfExists: { "aws:SourceAccount": "111122223333" },
        ArnLikeIfExists: { "aws:SourceArn": "arn:aws:elasticloadbalancing:us-east-2:111122223333:loadbalancer/*" },
      },
    });
  });

  for (const prefix of ["", "/balancer", "balancer/", "a//b", "AWSLogs", "a/AWSLogs", "a*"]) {
    it(`refuses ${JSON.stringify(prefix)} as a prefix`, () => {
      assert.throws(() => albAccessLogStatement(place, arn, prefix), {
        message: `access log prefix is "${prefix}": ` +
          "want letters, digits, dots and dashes, with single slashes between and no AWSLogs, such as balancer",
      });
    });
  }

  it("lets S3 write down the requests of one bucket, where only that bucket leads", async () => {
    const source = namedBucket(place, "understudy-prod-archive");
    assert.deepEqual(await value(pulumi.output(serverAccessLogStatement(place, arn, { source, prefix: "s3" }))), {
      Sid: "WriteRequestsOfunderstudyprodarchive",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: [`${arn}/s3/111122223333/us-east-2/understudy-prod-archive-111122223333-us-east-2-an/*`],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::understudy-prod-archive-111122223333-us-east-2-an" },
      },
    });
  });
});
