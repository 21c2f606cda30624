import { type Alias } from "@pulumi/pulumi/proto/alias_pb";
import { type Callback as CallbackMessage } from "@pulumi/pulumi/proto/callback_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { type Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PlainStruct } from "./plain-struct";
import { isObject, type Properties } from "./property";
import { type Callback, type InvokeRequest, type ReadRequest, type RegisterRequest, type RegisterResponse } from "./request";

/** Plain data of a protobuf struct. */
export function plainOf(struct: Struct | undefined): Properties {
  const plain: unknown = struct?.toJavaScript();
  return isObject(plain) ? plain : {};
}

/** Protobuf struct of plain data. Undefined values are left out, as in JSON. */
export function structOf(properties: Properties): Struct {
  return new PlainStruct(properties);
}

export function registerRequestOf(message: resource.RegisterResourceRequest): RegisterRequest {
  const dependencies: Record<string, readonly string[]> = {};
  message.getPropertydependenciesMap().forEach((value, key) => (dependencies[key] = value.getUrnsList()));
  return {
    type: message.getType(), name: message.getName(), parent: message.getParent(), custom: message.getCustom(), remote: message.getRemote(),
    object: plainOf(message.getObject()), propertyDependencies: dependencies, packageRef: message.getPackageref(),
    transforms: message.getTransformsList().map(callbackOf), provider: message.getProvider(), providers: recordOf(message.getProvidersMap()),
    version: message.getVersion(), dependencies: message.getDependenciesList(),
    protect: message.hasProtect() ? message.getProtect() : undefined,
    ignoreChanges: message.getIgnorechangesList(), replaceOnChanges: message.getReplaceonchangesList(),
    replaceWith: message.getReplaceWithList(),
    additionalSecretOutputs: message.getAdditionalsecretoutputsList(),
    aliases: [...message.getAliasurnsList(), ...message.getAliasesList().map(aliasOf)],
    retainOnDelete: message.hasRetainondelete() ? message.getRetainondelete() : undefined,
    deletedWith: message.getDeletedwith(), customTimeouts: timeoutsOf(message.getCustomtimeouts()), importId: message.getImportid(),
    deleteBeforeReplace: message.getDeletebeforereplacedefined() ? message.getDeletebeforereplace() : undefined,
  };
}

export function registerResponseOf({ urn, id, object, propertyDependencies }: RegisterResponse): resource.RegisterResourceResponse {
  const message = new resource.RegisterResourceResponse();
  message.setUrn(urn).setId(id).setObject(structOf(object));
  for (const [key, urns] of Object.entries(propertyDependencies ?? {})) {
    const dependencies = new resource.RegisterResourceResponse.PropertyDependencies();
    message.getPropertydependenciesMap().set(key, dependencies.setUrnsList([...urns]));
  }
  return message;
}

export function readRequestOf(message: resource.ReadResourceRequest): ReadRequest {
  return {
    id: message.getId(), type: message.getType(), name: message.getName(), parent: message.getParent(), provider: message.getProvider(),
    version: message.getVersion(), packageRef: message.getPackageref(), properties: plainOf(message.getProperties()),
    dependencies: message.getDependenciesList(), additionalSecretOutputs: message.getAdditionalsecretoutputsList(),
  };
}

export function invokeRequestOf(message: resource.ResourceInvokeRequest): InvokeRequest {
  return {
    token: message.getTok(), args: plainOf(message.getArgs()), provider: message.getProvider(),
    version: message.getVersion(), packageRef: message.getPackageref(),
  };
}

export function callbackOf(message: CallbackMessage): Callback {
  return { target: message.getTarget(), token: message.getToken() };
}

/** An alias as the program gave it: a URN, or what differs from the resource's present identity. */
export function aliasOf(message: Alias): unknown {
  const spec = message.getSpec();
  if (spec === undefined) return message.getUrn();
  const parts = {
    name: spec.getName(), type: spec.getType(), stack: spec.getStack(), project: spec.getProject(), parentUrn: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== "" && value !== false));
}

export function recordOf<T>(map: { forEach(callback: (value: T, key: string) => void): void }): Record<string, T> {
  const record: Record<string, T> = {};
  map.forEach((value, key) => (record[key] = value));
  return record;
}

export function timeoutsOf(message: resource.RegisterResourceRequest.CustomTimeouts | undefined): Record<string, string> {
  if (message === undefined) return {};
  const timeouts = { create: message.getCreate(), update: message.getUpdate(), delete: message.getDelete() };
  return Object.fromEntries(Object.entries(timeouts).filter(([, text]) => text !== ""));
}
