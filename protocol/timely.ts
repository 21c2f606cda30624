import { type Ports } from "./ports";

/** What a step meets that goes on after its time: its host has given it up, and somebody else may be at work. No step handles it. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

/** Parts that act on nobody: the time, and the record of what was seen. */
const exempt: ReadonlySet<string> = new Set<keyof Ports>(["clock", "evidence"]);

/**
 * Ports through which no call is made after a moment, so that a step whose host has given it up does nothing more.
 *
 * @param until Milliseconds since 1970.
 */
export function timely(ports: Ports, until: number): Ports {
  const { clock } = ports;
  return new Proxy(ports, {
    get: (all, name, receiver): unknown => {
      const port: unknown = Reflect.get(all, name, receiver);
      if (typeof port !== "object" || port === null || typeof name === "symbol" || exempt.has(name)) return port;
      return new Proxy(port, { get: (one, call): unknown => guarded(Reflect.get(one, call), () => clock.now() <= until, `${name}.${String(call)}`) });
    },
  });
}

function guarded(call: unknown, isTime: () => boolean, name: string): unknown {
  if (typeof call !== "function") return call;
  return (...args: unknown[]): unknown => {
    if (!isTime()) return Promise.reject(new OutOfTime(`${name} was to be called after the time of the step`));
    const answer: unknown = Reflect.apply(call, undefined, args);
    return answer;
  };
}
