export { Balancer, type BalancerArgs } from "./balancer";
export { Cluster, type ClusterArgs, type ClusterKeys } from "./cluster";
export { type ServiceNetwork } from "./doors";
export { type TaskBounds } from "./scaling";
export { Service, type ServiceArgs, type ServiceBalancer, type ServiceCluster } from "./service";
export {
  type Architecture, type HealthSpec, type ImageSpec, type Protocol, type ReleaseSpec, type RouteSpec, type ScalingSpec, type ScheduleSpec, type SecretSource, type ServiceSpec,
} from "./spec";
