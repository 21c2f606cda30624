import { at, isProperties, list, parseJson, text, Unknown, type Properties } from "./value";

/**
 * Tags of a resource with those that its provider adds; undefined where the resource says nothing of tags, the unknown where it is in the way.
 * `tagsAll` has both, once the provider has looked; before it has, they are put together here.
 */
export function tagsOf({ props, provider }: { readonly props: Properties; readonly provider: Properties }): Properties | Unknown | undefined {
  const own = props["tagsAll"] ?? props["tags"];
  if (own instanceof Unknown) return own;
  // The SDK hands a provider's structures to the engine as JSON text.
  const defaults = at(parseJson(provider["defaultTags"], "defaultTags"), "tags");
  const given = isProperties(own) ? own : Object.fromEntries(list(own).map((tag) => [text(at(tag, "key")), at(tag, "value")]));
  return { ...isProperties(defaults) ? defaults : {}, ...given };
}
