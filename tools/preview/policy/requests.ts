import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { type Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";
import { structOf } from "./struct";

/** What the engine would ask a pack about a graph: about each resource by its inputs, and about all by their outputs. */
export class Requests {
  readonly #providers = new Map<string, proto.AnalyzerProviderResource>();
  /** Outputs that are final as soon as a resource is there. */
  readonly #outputs = new WeakMap<object, Struct>();

  /** The question about one resource; undefined for one that the stack only reads, which is asked about as part of the stack alone. */
  of(resource: ResourceState): proto.AnalyzeRequest | undefined {
    if (resource.custom) this.#outputs.set(resource.outputs, structOf(resource.outputs));
    if (resource.type.startsWith("pulumi:providers:")) this.#providers.set(resource.urn, providerMessage(resource));
    return resource.external === true ? undefined : resourceMessage(resource, this.#providers);
  }

  /** The question about all, once each has been asked about. */
  stack(graph: Graph): proto.AnalyzeStackRequest {
    return new proto.AnalyzeStackRequest().setResourcesList(graph.resources.map((resource) => {
      const outputs = this.#outputs.get(resource.outputs) ?? structOf(resource.outputs);
      return stackMessage(resource, this.#providers).setProperties(outputs);
    }));
  }
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
  message.setOptions(optionsOf(resource)).setProvider(providerOf(resource, providers));
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
