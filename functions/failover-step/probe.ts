import { Failure, type Place, type ProbePort } from "../../protocol";
import { deepMark, deepPath } from "../../protocol/health";
import { type StepSettings } from "./settings";

/** Asks over HTTPS: the status, and the start of the body. Rejects when nobody answers in time. */
export type Ask = (url: string) => Promise<{ readonly status: number; readonly body: string }>;

/** Asks name servers for the addresses of a name; none when there are none. Rejects when they do not answer. */
export interface Names {
  serversOf(zone: string): Promise<readonly string[]>;
  addressesOf(name: string, servers: readonly string[]): Promise<readonly string[]>;
}

/**
 * What a user would see here, past DNS; and what DNS tells users. The zone's own name servers are asked, by the protocol that everybody
 * uses: the control plane of Route 53 is no judge of its data plane, and may be away.
 */
export function probeOn(ask: Ask, names: Names, { here, there, common: { zoneName, followedName } }: StepSettings): ProbePort {
  return {
    async journey() {
      const { status, body } = await ask(`https://${here.origin}${deepPath}`).catch((error: unknown) => {
        throw new Failure("Unreachable", `${here.origin}: ${error instanceof Error ? error.message : String(error)}`);
      });
      if (status !== 200 || !body.includes(deepMark)) throw new Failure("Refused", `${here.origin} answered ${String(status)}: ${body.slice(0, 200)}`);
    },
    async dns() {
      const servers = await names.serversOf(zoneName);
      const [followed, own, other] = await Promise.all([followedName, here.origin, there.origin].map((name) => names.addressesOf(name, servers).catch(() => [])));
      return named(followed ?? [], { [here.place]: own ?? [], [there.place]: other ?? [] });
    },
  };
}

/** The place whose addresses are among those of the name. A load balancer gives out some of its addresses at a time, so one is enough. */
function named(followed: readonly string[], places: Readonly<Record<Place, readonly string[]>>): Place | undefined {
  const [found, ...more] = Object.entries(places).filter(([, own]) => own.some((address) => followed.includes(address)));
  return more.length > 0 ? undefined : found?.[0];
}
