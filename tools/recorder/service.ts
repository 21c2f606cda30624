import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Callback as CallbackMessage } from "@pulumi/pulumi/proto/callback_pb";
import { callbackOf, invokeRequestOf, plainOf, readRequestOf, registerRequestOf, registerResponseOf, structOf } from "./messages";
import { type Recorder } from "./monitor";

/** Status codes of gRPC that a monitor answers with. */
const status = { unknown: 2, unavailable: 14 } as const;

/** An error that carries a gRPC status, as the SDK expects it. */
export class StatusError extends Error {
  constructor(readonly code: number, readonly details: string) {
    super(details);
  }
}

/** The error as the SDK is told it: with its own status, else as a failure of the call. */
export function statusOf(error: unknown): StatusError {
  return error instanceof StatusError ? error : new StatusError(status.unknown, error instanceof Error ? error.message : String(error));
}

/** Answers one kind of request: takes the message, gives the answering message, or throws a {@link StatusError}. */
export type Handler = (request: never) => object | Promise<object>;

const { ResourceMonitorFeature: feature } = resource;

/** The features that a recorder handles: by the names that older SDKs ask for, and the numbers that newer ones are told. The first is 0. */
const features: ReadonlyMap<string, resource.ResourceMonitorFeature> = new Map([
  ["secrets", feature.RESOURCE_MONITOR_FEATURE_SECRETS],
  ["resourceReferences", feature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES],
  ["outputValues", feature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES],
  ["aliasSpecs", feature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS],
  ["deletedWith", feature.RESOURCE_MONITOR_FEATURE_DELETED_WITH],
  ["replaceWith", feature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH],
  ["transforms", feature.RESOURCE_MONITOR_FEATURE_TRANSFORMS],
  ["parameterization", feature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION],
  ["resourceHooks", feature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS],
]);

/** What a program may ask about the deployment that it is part of. */
export interface DeploymentFacts {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** What a refused program is told about every further request, as by an engine that is shutting down. */
const shutDown = new StatusError(status.unavailable, "resource monitor shut down");

/** The resource monitor's service over one recorder: the handlers that both hosts share, by the name of the call. */
export function monitorService(recorder: Recorder, facts: DeploymentFacts) {
  return {
    getDeploymentInfo: () => deploymentInfo(facts),
    supportsFeature: (request: resource.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(features.has(request.getId())),
    registerResource: async (request: resource.RegisterResourceRequest) =>
      registerResponseOf(await refused(() => recorder.registerResource(registerRequestOf(request)))),
    readResource: async (request: resource.ReadResourceRequest) => {
      const { urn, object } = await refused(() => recorder.readResource(readRequestOf(request)));
      return new resource.ReadResourceResponse().setUrn(urn).setProperties(structOf(object));
    },
    invoke: (request: resource.ResourceInvokeRequest) => invokeResponse(structOf(recorder.invoke(invokeRequestOf(request)))),
    call: (request: resource.ResourceCallRequest) => {
      throw new StatusError(status.unknown, `${request.getTok()} is a method of a resource that another program builds; a preview cannot call it`);
    },
    registerResourceOutputs: (request: resource.RegisterResourceOutputsRequest) => {
      recorder.registerOutputs(request.getUrn(), plainOf(request.getOutputs()));
      return new Empty();
    },
    registerPackage: (request: resource.RegisterPackageRequest) => {
      const parameterized = request.getParameterization();
      const name = parameterized?.getName() ?? request.getName();
      const version = parameterized?.getVersion() ?? request.getVersion();
      return new resource.RegisterPackageResponse().setRef(recorder.registerPackage({ name, version }));
    },
    registerStackTransform: (request: CallbackMessage) => {
      recorder.registerStackTransform(callbackOf(request));
      return new Empty();
    },
    /** Accepted and never called: a hook surrounds a real operation, and here is none. */
    registerResourceHook: () => new Empty(),
    signalAndWaitForShutdown: () => new Empty(),
  };
}

function deploymentInfo({ project, stack, organization, config, secretKeys }: DeploymentFacts): resource.DeploymentInfo {
  const info = new resource.DeploymentInfo().setProject(project).setStack(stack).setOrganization(organization).setDryrun(false)
    .setConfigsecretkeysList([...secretKeys]).setSupportedfeaturesList([...features.values()]);
  for (const [key, value] of Object.entries(config)) info.getConfigMap().set(key, value);
  return info;
}

/** The answer to a call of a function, in the message that this SDK's own service has for it: the message has moved between versions. */
function invokeResponse(value: Struct): object {
  const made: unknown = Reflect.construct(functionIn(ResourceMonitorService.invoke, "responseType"), []);
  if (typeof made !== "object" || made === null) throw new Error("this SDK has no message for the result of a function");
  Reflect.apply(functionIn(made, "setReturn"), made, [value]);
  return made;
}

function functionIn(holder: object, key: string): (...args: unknown[]) => unknown {
  const found: unknown = Reflect.get(holder, key);
  if (!isFunction(found)) throw new Error(`this SDK has no ${key}`);
  return found;
}

function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === "function";
}

async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw shutDown;
  }
}
