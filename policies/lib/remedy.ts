import type { ResourceRemediation } from "@pulumi/policy";
import { plainProperties } from "./facts";
import { unwrapped } from "./sdk";
import { tagsOf } from "./tags";
import { isProperties, text, Unknown, type Properties } from "./value";

/** A property that has one right value, on resources of which that is true. */
export interface Remedy {
  readonly types: readonly string[];
  readonly values: readonly (readonly [property: string, value: boolean])[];
  /** Whether the value is right for this resource. Not where that is unknown: AWS may refuse it. @defaultValue all of them */
  readonly suits?: (props: Properties) => boolean;
}

/** Sets properties where a program has left them out or has another value. For a remedy, opt in: give the rule the level `remediate`. What is not known yet stays. */
export function settable({ types, values, suits = () => true }: Remedy): ResourceRemediation {
  return (args) => {
    if (!types.includes(args.type)) return undefined;
    const props = plainProperties(args.props);
    const wrong = values.filter(([key, value]) => !(props[key] instanceof Unknown) && props[key] !== value);
    if (wrong.length === 0 || !suits(props)) return undefined;
    for (const [key, value] of wrong) Reflect.set(args.props, key, value);
    return args.props;
  };
}

/** Adds the tags that are missing, with the values that the rule's setting `values` has for them. */
export function taggable(types: readonly string[]): ResourceRemediation {
  return (args) => {
    if (!types.includes(args.type)) return undefined;
    const { values = {} } = args.getConfig<{ values?: Readonly<Record<string, string>> }>();
    const props = plainProperties(args.props);
    const tags = tagsOf({ props, provider: plainProperties(args.provider?.props) });
    if (tags instanceof Unknown) return undefined;
    const missing = Object.entries(values).filter(([key]) => !(tags?.[key] instanceof Unknown) && text(tags?.[key]) === "");
    // Tags that are a list are another provider's.
    if (missing.length === 0 || !["tags", "tagsAll"].every((property) => isOpenTo(props[property]))) return undefined;
    // The provider has looked already, and looks no more: what it has made of the tags has to have them too.
    for (const property of ["tags", ...props["tagsAll"] === undefined ? [] : ["tagsAll"]]) {
      Reflect.set(args.props, property, { ...given(args.props, property), ...Object.fromEntries(missing) });
    }
    return args.props;
  };
}

function isOpenTo(tags: Properties[string]): boolean {
  return tags === undefined || tags === null || isProperties(tags);
}

/** Tags as they were sent, unknown ones included. */
function given(props: object, property: string): object {
  const sent: unknown = Reflect.get(unwrapped(props), property);
  return typeof sent === "object" && sent !== null ? sent : {};
}
