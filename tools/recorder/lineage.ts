import { serves } from "./providers";
import { type RegisterRequest } from "./request";
import { packageOf } from "./urn";

/** Who descends from whom, and what a resource takes over from its parent where its own request is silent. */
export class Lineage {
  readonly #requests = new Map<string, RegisterRequest>();

  add(urn: string, request: RegisterRequest): void {
    this.#requests.set(urn, request);
  }

  /** A resource and all that it descends from, nearest first. */
  ancestorsOf(urn: string): string[] {
    const line: string[] = [];
    for (let next: string | undefined = urn; next !== undefined && next !== ""; next = this.#requests.get(next)?.parent) line.push(next);
    return line;
  }

  /** The request with what the engine adds from its parent: protection, retention, and the provider of its package. */
  inherit(request: RegisterRequest): RegisterRequest {
    const parent = this.#requests.get(request.parent);
    if (parent === undefined) return { ...request, provider: ownProvider(request) };
    const providers = request.custom || parent.custom ? request.providers : { ...parent.providers, ...request.providers };
    return {
      ...request,
      providers,
      deletedWith: request.deletedWith === "" ? parent.deletedWith : request.deletedWith,
      protect: request.protect ?? parent.protect,
      retainOnDelete: request.retainOnDelete ?? parent.retainOnDelete,
      provider: ownProvider(request) || parentsProvider(request, parent),
    };
  }
}

function ownProvider(request: RegisterRequest): string {
  if (request.provider !== "" || (!request.custom && !request.remote)) return request.provider;
  return request.providers[packageOf(request.type)] ?? "";
}

function parentsProvider(request: RegisterRequest, parent: RegisterRequest): string {
  const packageName = packageOf(request.type);
  if (!request.custom && !request.remote) return parent.provider;
  if (parent.provider !== "" && serves(parent.provider, packageName)) return parent.provider;
  return parent.custom ? "" : (parent.providers[packageName] ?? "");
}
