import type { Provider, ProviderPorts } from "./ports";
import type { Wanted } from "./wanted";

/** Names of providers, by what became of them. */
export interface Outcome {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

/** Providers without a secret, which others make. */
const withoutSecret = "SAML";

/** What Cognito adds to every mapping by itself: the name that the provider knows a person by. */
const added = "username";

/**
 * Brings the providers of the pool that have a secret to what is wanted. A second run changes nothing, unless a secret has another value.
 *
 * @throws {Error} with every secret that holds nothing; then nothing was done.
 */
export async function bring(wanted: readonly Wanted[], ports: ProviderPorts): Promise<Outcome> {
  const { pool } = ports;
  const providers = await filled(wanted, ports);
  const there = new Map((await pool.list()).filter(({ type }) => type !== withoutSecret).map(({ name, type }) => [name, type]));
  const gone = [...there].filter(([name, type]) => providers.every((each) => each.name !== name || each.type !== type)).map(([name]) => name);
  for (const name of gone) await pool.remove(name);
  const became: (readonly [string, "created" | "kept" | "updated"])[] = [];
  for (const provider of providers) became.push([provider.name, await bringOne(provider, there.get(provider.name) === provider.type, pool)]);
  const those = (what: string): readonly string[] => became.filter(([, each]) => each === what).map(([name]) => name);
  return { created: those("created"), updated: those("updated"), kept: those("kept"), removed: gone };
}

async function bringOne(provider: Provider, isThere: boolean, pool: ProviderPorts["pool"]): Promise<"created" | "kept" | "updated"> {
  if (!isThere) {
    await pool.create(provider);
    return "created";
  }
  if (isSame(provider, await pool.describe(provider.name))) return "kept";
  await pool.update(provider);
  return "updated";
}

async function filled(wanted: readonly Wanted[], ports: ProviderPorts): Promise<readonly Provider[]> {
  const read = await Promise.all(wanted.map(async ({ secret, name, type, details, attributes }) => {
    const text = (await ports.secretOf(secret.name))?.trim() ?? "";
    return { empty: text === "" ? [secret.name] : [], provider: { name, type, attributes, details: { ...details, [secret.detail]: text } } };
  }));
  const empty = read.flatMap((each) => each.empty);
  if (empty.length > 0) throw new Error(`${empty.join(", ")} holds nothing: put in what the provider has given, and deploy again`);
  return read.map(({ provider }) => provider);
}

/** Cognito adds details of its own to those that it was told. */
function isSame(provider: Provider, known: Pick<Provider, "attributes" | "details">): boolean {
  const mapped = Object.entries(known.attributes).filter(([attribute]) => attribute !== added || attribute in provider.attributes);
  return Object.entries(provider.details).every(([detail, value]) => known.details[detail] === value)
    && mapped.length === Object.keys(provider.attributes).length && mapped.every(([attribute, claim]) => provider.attributes[attribute] === claim);
}
