/**
 * Settings that the program gave to the function, by name.
 *
 * @throws {Error} with every name that has no value.
 */
export function settings<K extends string>(environment: Readonly<Record<string, string | undefined>>, names: readonly K[]): (name: K) => string {
  const valueOf = (name: K): string => environment[name] ?? "";
  const missing = names.filter((name) => valueOf(name) === "");
  if (missing.length > 0) throw new Error(`the environment has no ${missing.join(", ")}: want a value for each`);
  return valueOf;
}
