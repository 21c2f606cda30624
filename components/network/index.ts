export { Network, type NetworkArgs } from "./network";
export { blockProblems, overlaps, planSubnets, type SubnetPlan } from "./addressing";
export { endpointServices, type EndpointService } from "./endpoint-services";
