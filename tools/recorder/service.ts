import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Callback as CallbackMessage } from "@pulumi/pulumi/proto/callback_pb";
import { callbackOf, invokeRequestOf, plainOf, readRequestOf, registerRequestOf, registerResponseOf, structOf } from "./messages";
import { type Recorder } from "./monitor";

/** Status codes of gRPC that a monitor answers with. */
export const status = { unknown: 2, unimplemented: 12, unavailable: 14 } as const;

/** An error that carries a gRPC status, as the SDK expects it. */
export class StatusError extends Error {
  constructor(readonly code: number, readonly details: string) {
    super(details);
  }
}

/** Answers one kind of request: takes the message, gives the answering message, or throws a {@link StatusError}. */
export type Handler = (request: never) => object | Promise<object>;

/** The features that a recorder handles, by the names that the SDK asks for. */
const features = new Set([
  "secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "transforms", "parameterization", "resourceHooks",
]);

/** What a refused program is told about every further request, as by an engine that is shutting down. */
const shutDown = new StatusError(status.unavailable, "resource monitor shut down");

/** The resource monitor's service over one recorder: the handlers that both hosts share, by the name of the call. */
export function monitorService(recorder: Recorder) {
  return {
    supportsFeature: (request: resource.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(features.has(request.getId())),
    registerResource: async (request: resource.RegisterResourceRequest) =>
      registerResponseOf(await refused(() => recorder.registerResource(registerRequestOf(request)))),
    readResource: async (request: resource.ReadResourceRequest) => {
      const { urn, object } = await refused(() => recorder.readResource(readRequestOf(request)));
      return new resource.ReadResourceResponse().setUrn(urn).setProperties(structOf(object));
    },
    invoke: (request: resource.ResourceInvokeRequest) => new InvokeResponse().setReturn(structOf(recorder.invoke(invokeRequestOf(request)))),
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

async function refused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw shutDown;
  }
}
