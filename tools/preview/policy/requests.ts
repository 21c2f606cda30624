import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";
import { structOf } from "./struct";

/** What the engine would ask a pack about a graph: about each resource by its inputs, and about all by their outputs. */
export interface Requests {
  /** Made one at a time, so that the pack can be at work on the first while the next is made. */
  readonly resources: Iterable<proto.AnalyzeRequest>;
  readonly stack: () => proto.AnalyzeStackRequest;
}

/** Requests about every resource; those that the stack only reads are asked about as part of it alone, as the engine does. */
export function requestsFor(graph: Graph): Requests {
  const providers = new Map(graph.resources.filter(({ type }) => type.startsWith("pulumi:providers:"))
    .map((resource) => [resource.urn, providerMessage(resource)]));
  return {
    resources: resourceMessages(graph.resources.filter(({ external }) => external !== true), providers),
    stack: () => new proto.AnalyzeStackRequest().setResourcesList(graph.resources.map((resource) => stackMessage(resource, providers))),
  };
}

function* resourceMessages(resources: readonly ResourceState[], providers: Providers): Generator<proto.AnalyzeRequest> {
  for (const resource of resources) yield resourceMessage(resource, providers);
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
