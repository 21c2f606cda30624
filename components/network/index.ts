export { Network, type NetworkArgs } from "./network";
export { type SubnetPlan } from "./addressing";
export { type EndpointService } from "./endpoint-services";
