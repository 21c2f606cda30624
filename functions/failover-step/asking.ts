import { Resolver } from "node:dns/promises";
import { type Ask, type Names } from "./probe";

/** Milliseconds that an answer is waited for. */
const patience = { http: 5_000, dns: 1_500 } as const;

/** Longest body that is read: the marks of health are in the first 5,120 bytes, where Route 53 looks for its own. */
const longestBody = 5_120;

/** Over HTTPS, with Node's own client. */
export const ask: Ask = async (url) => {
  const answer = await fetch(url, { redirect: "manual", headers: { "cache-control": "no-cache" }, signal: AbortSignal.timeout(patience.http) });
  return { status: answer.status, body: (await answer.text()).slice(0, longestBody) };
};

/** Over UDP, with Node's own resolver: it asks the servers that it is given, and caches nothing. */
export const names: Names = {
  async serversOf(zone) {
    const resolver = new Resolver({ timeout: patience.dns, tries: 2 });
    const servers = await resolver.resolveNs(zone);
    const found = await Promise.allSettled(servers.map((server) => resolver.resolve4(server)));
    return found.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
  },
  async addressesOf(name, servers) {
    const resolver = new Resolver({ timeout: patience.dns, tries: 2 });
    resolver.setServers([...servers]);
    return resolver.resolve4(name);
  },
};
