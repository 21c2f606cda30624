import { allowPrincipal, document, type Document, type Statement } from "../core/iam";
import { type Place } from "../core/place";
import { endpointServices, type EndpointService } from "./endpoint-services";

/*
 * An endpoint policy grants nothing. It draws the line that no grant reaches past: whose credentials may pass, and where
 * to. So it names accounts and leaves the verbs to roles; a list of verbs here would be every role's list once more.
 */

/** What may pass to S3: this account's credentials to this account's buckets, and the layers of images. */
export function s3Perimeter(place: Place): Document {
  return document(ownToOwn(place, "s3"), imageLayers(place));
}

/** What may pass to DynamoDB: this account's credentials to this account's tables. */
export function dynamodbPerimeter(place: Place): Document {
  return document(ownToOwn(place, "dynamodb"));
}

/**
 * What may pass through an interface endpoint: this account's credentials. Credentials that somebody brought along to
 * carry data out do not. The web sockets of ECS Exec pass as well: the agent in a task signs the handshake of its control and
 * data channels with the task's own credentials.
 * Source: github.com/aws/amazon-ssm-agent, agent/session/communicator/websocketchannel.go, Open.
 */
export function interfacePerimeter(place: Place, service: EndpointService): Document {
  return document({
    Sid: "OwnCredentials",
    Effect: "Allow",
    Principal: "*",
    Action: `${endpointServices[service]}:*`,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": place.account } },
  });
}

function ownToOwn(place: Place, service: "s3" | "dynamodb"): Statement {
  return {
    Sid: "OwnCredentialsToOwnResources",
    Effect: "Allow",
    Principal: "*",
    Action: `${service}:*`,
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": place.account, "aws:ResourceAccount": place.account } },
  };
}

/**
 * ECR keeps layers in a bucket of AWS and hands out links that it has signed itself, so no key of ours is in the request.
 * Without this no task starts.
 * Source: Amazon ECR User Guide, "Amazon ECR interface VPC endpoints", minimum Amazon S3 bucket permissions.
 */
function imageLayers(place: Place): Statement {
  return allowPrincipal("*", {
    sid: "ImageLayers",
    actions: ["s3:GetObject"],
    resources: [`arn:${place.partition}:s3:::prod-${place.region}-starport-layer-bucket/*`],
  });
}
