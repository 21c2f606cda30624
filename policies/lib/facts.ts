import { dialects } from "./dialects";
import { unwrapped } from "./sdk";
import { along, isSet, revealProperties, type Properties, type Value } from "./value";

/** A resource in the words that rules know, whichever provider said it. */
export interface Facts {
  /** Type by the token of `@pulumi/aws`. */
  readonly type: string;
  readonly props: Properties;
}

const revealed = new WeakMap<object, Properties>();
const translated = new WeakMap<Properties, Map<string, Facts>>();

/** Properties as plain data. Those of one message are read once, however many rules ask. */
export function plainProperties(source: object | undefined): Properties {
  if (source === undefined) return {};
  const target = unwrapped(source);
  const known = revealed.get(target);
  if (known !== undefined) return known;
  const props = revealProperties(target);
  revealed.set(target, props);
  return props;
}

/** What a resource of any dialect says, in the words that rules know. */
export function factsOf(type: string, props: Properties): Facts {
  const dialect = dialects[type];
  if (dialect === undefined) return { type, props };
  const known = translated.get(props)?.get(type);
  if (known !== undefined) return known;
  const words: Record<string, Value> = {};
  for (const [word, path] of Object.entries(dialect.words ?? {})) {
    const value = along(props, path);
    if (value !== undefined) words[word] = value;
  }
  const { means, where, says } = dialect;
  const facts = { type: where !== undefined && isSet(props[where.property]) ? where.means : means, props: { ...props, ...words, ...says?.(props) } };
  translated.set(props, new Map([[type, facts], ...translated.get(props) ?? []]));
  return facts;
}

/** Property as the dialect of a type calls it. */
export function wordOf(type: string, property: string): string {
  return dialects[type]?.words?.[property]?.split(".")[0] ?? property;
}
