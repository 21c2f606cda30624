import { parsed } from "./json";
import { isObject, type Properties } from "./property";

/** A setting that Pulumi.yaml declares. */
export interface DeclaredKey {
  /** `namespace:name`. */
  readonly key: string;
  /** What holds where the stack says nothing; undefined where the stack must. */
  readonly fallback: unknown;
  readonly secret: boolean;
  /** `string`, `integer`, `boolean`, `object` or `array`, where one is declared. */
  readonly type: string | undefined;
  /** Declared type of an array's items. */
  readonly items: unknown;
}

/**
 * The settings that Pulumi.yaml declares: typed ones of the project itself, and values for other packages. A plain value stands for a
 * default, or for a value where the key is another package's.
 */
export function declaredKeys(project: string, config: unknown): DeclaredKey[] {
  if (!isObject(config)) return [];
  return Object.entries(config).map(([name, declared]) => {
    const key = name.includes(":") ? name : `${project}:${name}`;
    const parts: Properties = isObject(declared) ? declared : { default: declared };
    return {
      key, fallback: parts["value"] ?? parts["default"], secret: parts["secret"] === true,
      type: typeof parts["type"] === "string" ? parts["type"] : undefined, items: parts["items"],
    };
  });
}

/** A sentence for each setting that is not of its declared type. */
export function problemsOfTypes(declared: readonly DeclaredKey[], values: ReadonlyMap<string, unknown>, stack: string): string[] {
  return declared.filter(({ key, type, items }) => type !== undefined && values.has(key) && !fits(values.get(key), type, items))
    .map(({ key, type }) => `Stack '${stack}' with configuration key '${key}' must be of type '${type ?? ""}'`);
}

function fits(value: unknown, type: string, items: unknown): boolean {
  const text = typeof value === "string" ? value : undefined;
  switch (type) {
    case "string": return text !== undefined || isObject(value);
    case "integer": return Number.isInteger(value) || (text !== undefined && /^-?\d+$/.test(text));
    case "boolean": return typeof value === "boolean" || text === "true" || text === "false";
    case "object": return isObject(value) || isJson(text, isObject);
    case "array": {
      const list: unknown = Array.isArray(value) ? value : parsed(text);
      const inner: Properties = isObject(items) ? items : {};
      const itemType = inner["type"];
      return Array.isArray(list) && (typeof itemType !== "string" || list.every((item) => fits(item, itemType, inner["items"])));
    }
    default: return true;
  }
}

function isJson(text: string | undefined, is: (value: unknown) => boolean): boolean {
  return is(parsed(text));
}
