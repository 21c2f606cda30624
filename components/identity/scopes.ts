/** An API as tokens name it. */
export interface ResourceServerSpec {
  /** What scopes start with, such as `https://api.example.com`. Changing it replaces the server and its scopes. */
  readonly identifier: string;
  /** What each scope allows, in half a sentence. */
  readonly scopes: Readonly<Record<string, string>>;
}

/** Full names of all scopes, as clients ask for them. */
export function scopesOf(servers: Readonly<Record<string, ResourceServerSpec>>): readonly string[] {
  return Object.values(servers).flatMap(({ identifier, scopes }) => Object.keys(scopes).map((scope) => `${identifier}/${scope}`));
}
