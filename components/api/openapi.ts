/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
type Json = Readonly<Record<string, JsonValue>>;

/** What an API has to know of one of its operations. */
export interface OpenApiOperation {
  readonly operationId: string;
  /** The first one names what answers. */
  readonly tags: readonly string[];
  /** Ways in, by the name of their scheme, one at most: a method of API Gateway knows its caller in one way. */
  readonly security: readonly Json[];
  readonly [key: string]: JsonValue;
}

/** An OpenAPI 3.0.1 document, as far as an API is made from it. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Json };
}

/** How an operation knows its caller. */
export type Door = "token" | "signature" | "open";

/** One operation, and where it stands. */
export interface Route {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly door: Door;
}

/** Tag of what API Gateway answers by itself. */
export const placeTag = "place";

/** Every operation of a document, in its order. */
export function routesOf({ paths }: Pick<OpenApi, "paths">): readonly Route[] {
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId, tags, security }]) =>
    ({ operationId, method: method.toUpperCase(), path, tag: tags[0] ?? "", door: doorOf(security) })));
}

function doorOf(security: readonly Json[]): Door {
  const names = security.flatMap((each) => Object.keys(each));
  if (names.includes("token")) return "token";
  return names.includes("signature") ? "signature" : "open";
}

/** A route as execute-api names it in policies, such as `live/DELETE/devices/*`. Source: API Gateway Developer Guide, "Control access for invoking an API". */
export function invocationOf(stage: string, { method, path }: Pick<Route, "method" | "path">): string {
  return `${stage}/${method}${path.replaceAll(/\{[^}]+\}/g, "*")}`;
}

/** What an API cannot be made from, one sentence each. */
export function openApiProblems(document: OpenApi, tags: readonly string[]): string[] {
  const routes = routesOf(document);
  const ids = routes.map(({ operationId }) => operationId);
  return [
    ...ids.filter((id, rank) => ids.indexOf(id) !== rank).map((id) => `operation ${id} is there twice: give each a name of its own`),
    ...routes.filter(({ tag }) => tag !== placeTag && !tags.includes(tag))
      .map(({ operationId, tag }) => `operation ${operationId} has the tag ${tag}, which no function answers: want one of ${[placeTag, ...tags].join(", ")}`),
    ...tags.filter((tag) => !routes.some((route) => route.tag === tag)).map((tag) => `function ${tag} answers no operation: want one with its tag`),
    ...Object.entries(document.paths).flatMap(([path, methods]) => Object.values(methods).filter(({ security }) => security.flatMap((each) => Object.keys(each)).length > 1)
      .map(({ operationId }) => `operation ${operationId} at ${path} has several ways in: want one, and a path of its own for each other`)),
  ];
}
