import { settings } from "./environment";
import type { Server } from "./postgres";

/**
 * Where the writer of this place is, from the function's environment.
 *
 * @throws {Error} with every setting that is missing, or a port that is none.
 */
export function serverFrom(environment: Readonly<Record<string, string | undefined>>): Server {
  const setting = settings(environment, ["DATABASE_HOST", "DATABASE_NAME", "DATABASE_PORT"]);
  const port = Number(setting("DATABASE_PORT"));
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`DATABASE_PORT is ${setting("DATABASE_PORT")}: want a whole number from 1 to 65535`);
  }
  return { host: setting("DATABASE_HOST"), port, database: setting("DATABASE_NAME") };
}
