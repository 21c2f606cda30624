import * as z from "zod";
import { endpointServices, type EndpointService } from "../../components/network/endpoint-services";
import { oneOf } from "./text";

const isEndpointService = (name: string): name is EndpointService => name in endpointServices;
const services = Object.keys(endpointServices).filter(isEndpointService);

export const NetworkSettings = z.strictObject({
  nat: oneOf(["one-per-zone", "single", "none"])
    .describe("Way out for private subnets. `single` saves money and loses the internet with its zone; `none` needs the endpoints below."),
  interfaceEndpoints: z.array(z.enum(services, { error: `services out of ${services.join(", ")}` }), { error: "a list of AWS services" })
    .describe("AWS services that each VPC reaches privately. Each costs per zone and hour; S3 and DynamoDB are always there and free."),
}, { error: "nat and interfaceEndpoints" });
export type NetworkSettings = z.infer<typeof NetworkSettings>;
