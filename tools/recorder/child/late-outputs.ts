import type { Resource } from "@pulumi/pulumi";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import * as rpc from "@pulumi/pulumi/runtime/rpc";

type Transfer = typeof rpc.transferProperties;
type Resolver = ReturnType<Transfer>[string];

/**
 * Lets the SDK make an output of a resource when somebody first asks for it. By itself it makes one for each property, some twenty promises each,
 * of which a program reads few: more than half of the time and memory that a resource takes. The SDK's own function still makes each of
 * them, so that they are the same; what a property has come to by then is told to it at once.
 *
 * Nor are promises kept that could be reported as forgotten at the end: the recorder sees for itself which resources never registered.
 */
export function makeOutputsLate(): void {
  const transfer = rpc.transferProperties;
  Reflect.set(rpc, "transferProperties", ((onto, label, props) => {
    const resolvers: Record<string, Resolver> = {};
    const values: Readonly<Record<string, unknown>> = props;
    for (const key of Object.keys(values)) {
      if (key === "id" || key === "urn") continue;
      // The SDK has its own words for this.
      if (Object.hasOwn(onto, key)) return transfer(onto, label, { [key]: values[key] });
      resolvers[key] = late(onto, key, () => transfer(onto, label, { [key]: values[key] })[key]);
    }
    return resolvers;
  }) satisfies Transfer);
  Reflect.set(debuggable, "debuggablePromise", <T>(promise: Promise<T>): Promise<T> => promise);
}

/** Puts a property in place that is made when it is first read, and returns what settles it, before that or after. */
function late(onto: Resource, key: string, make: () => Resolver | undefined): Resolver {
  let told: Parameters<Resolver> | undefined;
  let resolver: Resolver | undefined;
  Object.defineProperty(onto, key, {
    enumerable: true, configurable: true,
    get: (): unknown => {
      Reflect.deleteProperty(onto, key);
      resolver = make();
      if (told !== undefined) resolver?.(...told);
      return Reflect.get(onto, key);
    },
    set: (value: unknown) => { Object.defineProperty(onto, key, { value, enumerable: true, configurable: true, writable: true }); },
  });
  return (...values) => {
    told = values;
    resolver?.(...values);
  };
}
