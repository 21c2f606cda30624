import { at, list, type Value } from "./value";

const secretName = /passw(or)?d|passphrase|secret|credential|private_?key|api_?key|access_?key|(^|_)tokens?(_|$)/i;
const secretCamelName = /[a-z]Tokens?([A-Z]|$)/;
/** What follows the name of a secret when the value is about it, and not it. */
const about = /_(arn|name|id|ids|url|uri|endpoint|path|file|prefix|version|region|ttl|issuer|audience|alias|algorithm|enabled|(seconds|minutes|hours|days|bytes|length|size|count))$/i;
/** Values that nothing but a credential looks like: access keys, private keys, web tokens, passwords within an address. */
const secretValue = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.|:\/\/[^\s/:@]+:[^\s/@]+@/;

/** Whether a name is that of a secret itself, and not of something about it. */
export function betraysSecret(name: string): boolean {
  return (secretName.test(name) || secretCamelName.test(name)) && !about.test(name);
}

/** Whether a text has the form of nothing but a credential. */
export function isCredential(value: Value): boolean {
  return typeof value === "string" && secretValue.test(value);
}

/**
 * Names of environment variables that hold a secret in plain text, going by their name or by the form of their value.
 * The values stay where they are.
 */
export function secretNamesIn(environment: Value): readonly string[] {
  return list(environment).flatMap((entry) => {
    const [name, value] = [at(entry, "name"), at(entry, "value")];
    if (typeof name !== "string" || value === "") return [];
    return betraysSecret(name) || isCredential(value) ? [name] : [];
  }).sort();
}
