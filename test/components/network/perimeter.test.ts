import assert from "node:assert/strict";
import { endpointServices, serviceName } from "../../../components/network/endpoint-services";
import { dynamodbPerimeter, interfacePerimeter, s3Perimeter } from "../../../components/network/perimeter";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const ownToOwn = (service: string): object => ({
  Sid: "OwnCredentialsToOwnResources", Effect: "Allow", Principal: "*", Action: `${service}:*`, Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
});

describe("the perimeter of a network", () => {
  it("lets own credentials reach own buckets, and tasks the layers of their images", () => {
    assert.deepEqual(s3Perimeter(place), {
      Version: "2012-10-17",
      Statement: [ownToOwn("s3"), {
        Sid: "ImageLayers", Effect: "Allow", Principal: "*", Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::prod-us-east-2-starport-layer-bucket/*"],
      }],
    });
  });

  it("lets own credentials reach own tables", () => {
    assert.deepEqual(dynamodbPerimeter(place), { Version: "2012-10-17", Statement: [ownToOwn("dynamodb")] });
  });

  it("lets own credentials, and no others, through every interface to the one service behind it", () => {
    for (const [service, prefix] of Object.entries(endpointServices)) {
      assert.deepEqual(interfacePerimeter(place, service as keyof typeof endpointServices), {
        Version: "2012-10-17",
        Statement: [{
          Sid: "OwnCredentials", Effect: "Allow", Principal: "*", Action: `${prefix}:*`, Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        }],
      });
    }
  });

  it("names services as a region offers them", () => {
    assert.deepEqual([serviceName("us-east-2", "ecr.api"), serviceName("us-west-2", "s3")],
      ["com.amazonaws.us-east-2.ecr.api", "com.amazonaws.us-west-2.s3"]);
  });
});
