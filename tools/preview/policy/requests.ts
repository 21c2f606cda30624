import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";
import { structOf } from "./struct";

/** What the engine would ask a pack about a graph: one request per resource on its inputs, and one on all outputs. */
export interface Requests {
  readonly resources: readonly proto.AnalyzeRequest[];
  readonly stack: proto.AnalyzeStackRequest;
}

/** Requests for every resource but those that the stack only reads, which the engine asks about as part of the stack alone. */
export function requestsFor(graph: Graph): Requests {
  const providers = new Map(graph.resources.filter(({ type }) => type.startsWith("pulumi:providers:"))
    .map((resource) => [resource.urn, providerMessage(resource)]));
  const stack = new proto.AnalyzeStackRequest();
  stack.setResourcesList(graph.resources.map((resource) => stackMessage(resource, providers)));
  return {
    resources: graph.resources.filter(({ external }) => external !== true).map((resource) => resourceMessage(resource, providers)),
    stack,
  };
}

type Providers = ReadonlyMap<string, proto.AnalyzerProviderResource>;

function resourceMessage(resource: ResourceState, providers: Providers): proto.AnalyzeRequest {
  const message = new proto.AnalyzeRequest();
  message.setType(resource.type).setUrn(resource.urn).setName(nameOf(resource));
  message.setProperties(structOf(resource.inputs)).setOptions(optionsOf(resource)).setProvider(providerOf(resource, providers));
  return message;
}

function stackMessage(resource: ResourceState, providers: Providers): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource();
  message.setType(resource.type).setUrn(resource.urn).setName(nameOf(resource)).setParent(resource.parent ?? "");
  message.setProperties(structOf(resource.outputs)).setOptions(optionsOf(resource)).setProvider(providerOf(resource, providers));
  message.setDependenciesList([...resource.dependencies ?? []]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    message.getPropertydependenciesMap().set(property, new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return message;
}

function providerMessage(resource: ResourceState): proto.AnalyzerProviderResource {
  const message = new proto.AnalyzerProviderResource();
  return message.setType(resource.type).setUrn(resource.urn).setName(nameOf(resource)).setProperties(structOf(resource.inputs));
}

function providerOf(resource: ResourceState, providers: Providers): proto.AnalyzerProviderResource | undefined {
  const reference = resource.provider ?? "";
  return providers.get(reference.slice(0, reference.lastIndexOf("::")));
}

function optionsOf(resource: ResourceState): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(resource.protect ?? false).setParent(resource.parent ?? "");
  options.setIgnorechangesList([...resource.ignoreChanges ?? []]);
  options.setAdditionalsecretoutputsList([...resource.additionalSecretOutputs ?? []]);
  options.setAliasesList((resource.aliases ?? []).filter((alias) => typeof alias === "string"));
  if (resource.customTimeouts !== undefined) {
    const { create = 0, update = 0, delete: remove = 0 } = resource.customTimeouts;
    options.setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts().setCreate(create).setUpdate(update).setDelete(remove));
  }
  return options;
}
