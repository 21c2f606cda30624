/** A client of a service in a region. */
export type Make = <C>(client: new (settings: ClientSettings) => C, region: string) => C;

/** How long a call to AWS may take. */
export interface Patience {
  readonly maxAttempts: number;
  /** Milliseconds. Without the last, the SDK warns of a request that takes longer, and waits on. Source: AWS SDK for JavaScript, `NodeHttpHandlerOptions`. */
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number; readonly throwOnRequestTimeout: true };
}

export interface ClientSettings extends Patience {
  readonly region: string;
}

/** Two tries of three seconds stay below the five seconds and a bit that a step gives the other place. */
export const patience: Patience = { maxAttempts: 2, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true } };

/**
 * Clients as the SDK makes them, one of a service in a region: each has connections of its own, which stay open when a look is over.
 */
export function clientsWith(patience: Patience): Make {
  const known = new Map<string, unknown[]>();
  return <C>(Client: new (settings: ClientSettings) => C, region: string): C => {
    const made = known.get(region) ?? [];
    const found = made.find((each): each is C => each instanceof Client);
    if (found !== undefined) return found;
    const client = new Client({ region, ...patience });
    known.set(region, [...made, client]);
    return client;
  };
}

/** What a call is told that ends with a signal. */
export const endingBy = (signal: AbortSignal | undefined): { readonly abortSignal?: AbortSignal } => (signal === undefined ? {} : { abortSignal: signal });

/** The clients of steps, of detectors and of people. */
export const make = clientsWith(patience);
