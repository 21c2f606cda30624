import type { Database } from "../shared/ports";

/** What setting up a database needs of the world. */
export interface SetupPorts {
  /** Text of the master user's secret, as it is now. */
  masterSecret(): Promise<string>;
  readonly database: Database;
  pause(seconds: number): Promise<void>;
}
