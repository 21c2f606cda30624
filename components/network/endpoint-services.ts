/**
 * AWS services that a network can reach through an interface endpoint of its own, and what the names of their actions
 * start with. All of them take an endpoint policy and a private DNS name.
 * Source: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink"; Service Authorization Reference.
 */
export const endpointServices = {
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  kms: "kms",
  logs: "logs",
  monitoring: "cloudwatch",
  secretsmanager: "secretsmanager",
  ssm: "ssm",
  ssmmessages: "ssmmessages",
  sts: "sts",
  xray: "xray",
} as const;

export type EndpointService = keyof typeof endpointServices;

/** Service that is reached through an entry in route tables, without an interface and without a charge. */
export type GatewayService = "s3" | "dynamodb";

/** Name under which a region offers a service to endpoints. Source: AWS PrivateLink guide, as above. */
export function serviceName(region: string, service: EndpointService | GatewayService): string {
  return `com.amazonaws.${region}.${service}`;
}
