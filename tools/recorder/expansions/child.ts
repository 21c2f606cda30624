import { mapValues, type Properties } from "../property";
import { type RegisterRequest, type RegisterResponse } from "../request";

/** A resource that is registered, as another resource names it. */
export type Made = Pick<RegisterResponse, "urn" | "id" | "object">;

/** An input that comes from another resource, and so depends on it. */
export class From {
  constructor(readonly source: Made, readonly value: unknown) {}

  static id(source: Made): From {
    return new From(source, source.id);
  }
}

/** A child of a remote component. Every child waits for its parent, as awsx's do. */
export interface Child {
  readonly type: string;
  readonly name: string;
  /** Absent for a child of the component itself. */
  readonly under?: Made;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The request by which a component's own process would register a child; inputs without a value are left out. */
export function childRequest(componentUrn: string, { type, name, under, inputs }: Child): RegisterRequest {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => valueOf(value) !== undefined));
  const propertyDependencies = mapValues(given, (value) => (value instanceof From ? [value.source.urn] : []));
  return {
    type, name, parent: under?.urn ?? componentUrn, custom: true, remote: false,
    object: mapValues(given, valueOf), propertyDependencies,
    dependencies: [...(under === undefined ? [] : [under.urn]), ...Object.values(propertyDependencies).flat()],
    provider: "", providers: {}, version: awsVersion, packageRef: "", transforms: [], protect: undefined, retainOnDelete: undefined,
    ignoreChanges: [], replaceOnChanges: [], replaceWith: [], additionalSecretOutputs: [], aliases: [], deletedWith: "", customTimeouts: {},
    importId: "", deleteBeforeReplace: undefined,
  };
}

/** Version of `@pulumi/aws` that awsx 3.9.0 brings; it names the default provider of children without an explicit one. */
const awsVersion = "7.43.0";

function valueOf(value: unknown): unknown {
  return value instanceof From ? value.value : value;
}

/** A reference to a resource, as a component's outputs hold it. */
export function referenceTo({ urn, id }: Made): Properties {
  return { "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", urn, id, packageVersion: awsVersion };
}

