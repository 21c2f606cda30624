/** A client of a service in a region. */
export type Make = <C>(client: new (settings: ClientSettings) => C, region: string) => C;

export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
}

/** Milliseconds and attempts: two tries of three seconds stay below the five seconds and a bit that a step gives the other place. */
export const patience = { maxAttempts: 2, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } } as const;

/** Clients as the SDK makes them. */
export const make: Make = (Client, region) => new Client({ region, ...patience });
