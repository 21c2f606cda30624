import * as z from "zod";
import { logDays, oneOf } from "./text";

/**
 * AWS services that the VPC can reach through an endpoint of its own.
 * Source: AWS PrivateLink guide, "AWS services that integrate with AWS PrivateLink".
 */
export const endpointServices = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ssmmessages", "kms", "sts", "monitoring", "xray"] as const;

export const NetworkSettings = z.strictObject({
  nat: oneOf(["one-per-zone", "single", "none"])
    .describe("Way out for private subnets. `single` saves money and loses the internet with its zone; `none` needs the endpoints below."),
  interfaceEndpoints: z.array(oneOf(endpointServices), { error: "a list of AWS services" })
    .describe("AWS services that each VPC reaches privately. Each costs per zone and hour; S3 and DynamoDB are always there and free."),
  flowLogDays: logDays.describe("Days that the record of every connection is kept."),
}, { error: "nat, interfaceEndpoints and flowLogDays" });
export type NetworkSettings = z.infer<typeof NetworkSettings>;
