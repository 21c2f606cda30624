import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import * as aliases from "@pulumi/pulumi/proto/alias_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { aliasOf, plainOf, recordOf, structOf, timeoutsOf } from "./messages";
import { isObject } from "./property";
import { type Callback, type ResourceOptions } from "./request";
import { type CallbackClient, type TransformCall } from "./transforms";

/** Calls a program's functions where it serves them: over gRPC, in both hosts. */
export class GrpcCallbacks implements CallbackClient {
  readonly #clients = new Map<string, CallbacksClient>();

  async transform(callback: Callback, call: TransformCall): Promise<Pick<TransformCall, "properties" | "options">> {
    const answer = await this.#invoke(callback, requestOf(call).serializeBinary());
    const response = resource.TransformResponse.deserializeBinary(answer);
    const changed = response.getOptions();
    return {
      properties: response.hasProperties() ? plainOf(response.getProperties()) : call.properties,
      options: changed === undefined ? call.options : optionsOf(changed, call.options),
    };
  }

  /** Lets the process end: open connections would keep it. */
  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  #invoke({ target, token }: Callback, request: Uint8Array): Promise<Uint8Array> {
    const client = this.#clients.get(target) ?? new CallbacksClient(target, grpc.credentials.createInsecure());
    this.#clients.set(target, client);
    return new Promise((resolve, reject) => {
      client.invoke(new CallbackInvokeRequest().setToken(token).setRequest(request), (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(new Error(error.details));
      });
    });
  }
}

function requestOf(call: TransformCall): resource.TransformRequest {
  return new resource.TransformRequest().setType(call.type).setName(call.name).setCustom(call.custom).setParent(call.parent)
    .setProperties(structOf(call.properties)).setOptions(messageOf(call.options));
}

function messageOf(options: ResourceOptions): resource.TransformResourceOptions {
  const message = new resource.TransformResourceOptions();
  message.setDependsOnList([...options.dependencies]).setIgnoreChangesList([...options.ignoreChanges])
    .setReplaceOnChangesList([...options.replaceOnChanges]).setReplaceWithList([...options.replaceWith]).setVersion(options.version).setProvider(options.provider)
    .setDeletedWith(options.deletedWith).setAdditionalSecretOutputsList([...options.additionalSecretOutputs]).setImport(options.importId)
    .setAliasesList(options.aliases.map(aliasMessage));
  if (options.protect !== undefined) message.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  if (options.deleteBeforeReplace !== undefined) message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  const { create = "", update = "", delete: remove = "" } = options.customTimeouts;
  message.setCustomTimeouts(new resource.RegisterResourceRequest.CustomTimeouts().setCreate(create).setUpdate(update).setDelete(remove));
  for (const [key, ref] of Object.entries(options.providers)) message.getProvidersMap().set(key, ref);
  return message;
}

function optionsOf(message: resource.TransformResourceOptions, before: ResourceOptions): ResourceOptions {
  return {
    dependencies: message.getDependsOnList(), ignoreChanges: message.getIgnoreChangesList(), replaceOnChanges: message.getReplaceOnChangesList(),
    replaceWith: message.getReplaceWithList(),
    version: message.getVersion(), provider: message.getProvider(), deletedWith: message.getDeletedWith(), importId: message.getImport(),
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(), aliases: message.getAliasesList().map(aliasOf),
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
    customTimeouts: timeoutsOf(message.getCustomTimeouts()),
    providers: message.getProvidersMap().getLength() > 0 ? recordOf(message.getProvidersMap()) : before.providers,
  };
}

function aliasMessage(alias: unknown): aliases.Alias {
  const message = new aliases.Alias();
  if (!isObject(alias)) return message.setUrn(String(alias));
  const text = (key: string): string => (typeof alias[key] === "string" ? alias[key] : "");
  const spec = new aliases.Alias.Spec().setName(text("name")).setType(text("type")).setStack(text("stack")).setProject(text("project"));
  if (alias["noParent"] === true) spec.setNoparent(true);
  else if (text("parentUrn") !== "") spec.setParenturn(text("parentUrn"));
  return message.setSpec(spec);
}
