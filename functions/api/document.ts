import * as z from "zod";
import type { Door, Operation } from "./operation";
import { operations, Refused } from "./operations";

/** A JSON object. */
export type Json = { readonly [key: string]: JsonValue };
export type JsonValue = string | number | boolean | null | Json | readonly JsonValue[];

/** Where the API answers, and whose it is. */
export interface Published {
  /** Such as `https://api.example.com/v1`. */
  readonly url: string;
  readonly title: string;
}

/** An operation as the document has it. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly Json[];
  readonly [key: string]: JsonValue;
}

/** The document, as far as others look into it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly Json[];
  readonly tags: readonly Json[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly securitySchemes: Json; readonly schemas: Json };
}

/** Version of the interface: the middle number counts what was added, and nothing is ever taken away below one first number. */
const version = "1.0.0";

/** Part of every path behind a signature. One method of API Gateway knows its caller in one way, so each way has paths of its own. */
const signedPrefix = "/signed";

/**
 * What every operation can answer beside its own replies. API Gateway gives most of them itself, in the same form.
 * Source: API Gateway Developer Guide, "Gateway response types for API Gateway".
 */
const refusals: Readonly<Record<number, string>> = {
  400: "The request is not as described here.",
  401: "The token is missing, or no longer good.",
  403: "The caller may not ask for this, or signed for another region.",
  404: "There is no such thing, or it is somebody else's.",
  429: "Too many requests: wait, and ask again.",
  500: "The request failed here: ask again.",
};

/**
 * The API as an OpenAPI document: what is published, and what API Gateway is made from. 3.0.1 is the newest that API Gateway reads.
 * Source: API Gateway Developer Guide, "Develop REST APIs using OpenAPI in API Gateway".
 */
export function documentOf({ url, title }: Published): ApiDocument {
  return {
    openapi: "3.0.1",
    info: { title, version, description: "Every operation behind a token stands at its own path; with an AWS signature in its place, below /signed." },
    servers: [{ url }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "Access or ID token of the user pool." },
        signature: { type: "apiKey", in: "header", name: "Authorization", description: "AWS Signature Version 4 for the service execute-api and the region that answers." },
      },
      schemas: { Refused: schemaOf(Refused), ...Object.fromEntries(operations.flatMap(modelsOf)) },
    },
  };
}

function pathsOf(all: readonly Operation[]): ApiDocument["paths"] {
  const entries = all.flatMap((operation) => waysTo(operation).map(([path, door]) => ({ path, method: operation.method, described: describe(operation, door) })));
  return Object.fromEntries([...new Set(entries.map(({ path }) => path))].map((path) =>
    [path, Object.fromEntries(entries.filter((entry) => entry.path === path).map(({ method, described }) => [method, described]))]));
}

/** Every path of an operation, with the way in that it stands for. */
function waysTo({ path, doors }: Operation): readonly (readonly [path: string, door: Door | "open"])[] {
  if (doors.length === 0) return [[path, "open"]];
  return doors.map((door) => [door === "token" ? path : `${signedPrefix}${path}`, door]);
}

function describe(operation: Operation, door: Door | "open"): DescribedOperation {
  const { id, tag, summary, parameters = {}, body, replies } = operation;
  const listed = Object.entries(parameters).map(([name, { description, schema }]): Json => ({ name, in: "path", required: true, description, schema: schemaOf(schema) }));
  return {
    operationId: door === "signature" ? `${id}Signed` : id,
    tags: [tag],
    summary,
    security: door === "open" ? [] : [{ [door]: [] }],
    ...(listed.length > 0 && { parameters: listed }),
    ...(body !== undefined && { requestBody: { required: true, content: jsonOf(requestModel(id)) } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, { description, body: content }]) =>
        [status, { description, ...(content !== undefined && { content: jsonOf(replyModel(id, status)) }) }])),
      ...(door !== "open" && Object.fromEntries(Object.entries(refusals).map(([status, description]) => [status, { description, content: jsonOf("Refused") }]))),
    },
  };
}

const jsonOf = (model: string): Json => ({ "application/json": { schema: { $ref: `#/components/schemas/${model}` } } });

/** Names of models are letters and digits alone. Source: API Gateway API, `CreateModel`, name. */
const requestModel = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Request`;
const replyModel = (id: string, status: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Reply${status}`;

function modelsOf({ id, body, replies }: Operation): [string, Json][] {
  return [
    ...(body === undefined ? [] : [[requestModel(id), schemaOf(body)] satisfies [string, Json]]),
    ...Object.entries(replies).flatMap(([status, { body: content }]) => (content === undefined ? [] : [[replyModel(id, status), schemaOf(content)] satisfies [string, Json]])),
  ];
}

/** The schema of a value as OpenAPI has it. Whole numbers keep the bounds that the schema gives, and no others. */
function schemaOf(schema: z.ZodType): Json {
  const made: unknown = z.toJSONSchema(schema, { target: "openapi-3.0", io: "input" });
  return withoutBound(asJson(made));
}

/** Reads plain data as what it is. */
function asJson(value: unknown): Json {
  return z.record(z.string(), z.json()).parse(value);
}

function withoutBound(schema: Json): Json {
  const clean = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([key, bound]) => !(key === "maximum" && bound === Number.MAX_SAFE_INTEGER)).map(([key, inner]) => [key, clean(inner)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, clean(value)]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
