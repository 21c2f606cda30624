import { asset, Output, Resource } from "@pulumi/pulumi";

/**
 * What in a resource's arguments is no plain data, each by its path: functions, dates, maps, objects of classes. On the wire they would
 * lose their meaning without a word, a function by vanishing, a date by becoming `{}`. Outputs and promises are not looked into.
 */
export function oddities(value: unknown, path: string): string[] {
  if (value === null || typeof value !== "object") {
    return ["function", "symbol", "bigint"].includes(typeof value) ? [`${path} is a ${typeof value}`] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => oddities(item, `${path}[${index}]`));
  if (isSpecial(value)) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return [`${path} is an object of class ${value.constructor.name}`];
  return Object.entries(value).flatMap(([key, item]) => oddities(item, path === "" ? key : `${path}.${key}`));
}

function isSpecial(value: object): boolean {
  return Output.isInstance(value) || value instanceof Promise || Resource.isInstance(value)
    || asset.Asset.isInstance(value) || asset.Archive.isInstance(value);
}
