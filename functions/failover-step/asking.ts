import { Resolver } from "node:dns/promises";
import { askWithin } from "../shared/asking-https";
import { type Ask, type Names } from "./probe";

/** Milliseconds that an answer is waited for. */
const patience = { http: 5_000, dns: 1_500 } as const;

/** Over HTTPS. */
export const ask: Ask = (url) => askWithin(url, patience.http);

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
