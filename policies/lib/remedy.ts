import type { ResourceRemediation } from "@pulumi/policy";
import { tagsOf } from "./tags";
import { plainProperties } from "./facts";
import { isProperties, Unknown, text } from "./value";

/**
 * Sets properties that have one right value, where a program has left them out or has another. For a remedy, opt in: give the rule the
 * level `remediate`. What is not known yet is left as it is.
 */
export function settable(types: readonly string[], values: readonly (readonly [string, boolean])[]): ResourceRemediation {
  return (args) => {
    if (!types.includes(args.type)) return undefined;
    const props = plainProperties(args.props);
    const wrong = values.filter(([key, value]) => !(props[key] instanceof Unknown) && props[key] !== value);
    for (const [key, value] of wrong) Reflect.set(args.props, key, value);
    return wrong.length === 0 ? undefined : args.props;
  };
}

/** Adds the tags that are missing, with the values that the rule's setting `values` has for them. */
export function taggable(types: readonly string[]): ResourceRemediation {
  return (args) => {
    const { values = {} } = args.getConfig<{ values?: Readonly<Record<string, string>> }>();
    const props = plainProperties(args.props);
    const tags = tagsOf({ props, provider: plainProperties(args.provider?.props) });
    if (!types.includes(args.type) || tags instanceof Unknown || props["tags"] instanceof Unknown) return undefined;
    const missing = Object.entries(values).filter(([key]) => text(tags?.[key]) === "");
    if (missing.length === 0) return undefined;
    const own = isProperties(props["tags"]) ? props["tags"] : {};
    Reflect.set(args.props, "tags", { ...own, ...Object.fromEntries(missing) });
    return args.props;
  };
}
