import { parseMaster } from "../shared/master";
import { isStandby, type Refusal, type Session } from "../shared/ports";
import type { SetupPorts } from "./ports";
import { statements } from "./statements";
import type { Wanted } from "./wanted";

/** What became of it. */
export type Outcome =
  | { readonly state: "ready"; readonly wanted: Wanted }
  /** Nothing was done, and nothing has to be: what the writer has comes here by replication. */
  | { readonly state: "standby"; readonly because: string };

/**
 * Times that the password is read and tried, and seconds between: while it is being rotated, the secret and the database
 * disagree for a moment.
 */
const tries = { count: 4, pauseSeconds: 5 } as const;

/** Any number, the same in every run: two runs at once wait for each other by it. */
const lock = 4_711_001;

/**
 * Makes users, schema and tables, unless this database follows another one.
 *
 * @throws {Error} when the master user cannot sign in, or PostgreSQL refuses a statement; then nothing was done.
 */
export async function setUp(wanted: Wanted, ports: SetupPorts): Promise<Outcome> {
  const session = await signIn(ports);
  if (session === "no writer") return { state: "standby", because: "the name of the writer leads nowhere here" };
  try {
    if (await isStandby(session)) return { state: "standby", because: "the database is in recovery" };
    await bring(session, wanted);
    return { state: "ready", wanted };
  } finally {
    await session.end();
  }
}

async function signIn(ports: SetupPorts): Promise<Session | Exclude<Refusal, "wrong password">> {
  for (let attempt = 1; ; attempt++) {
    const session = await ports.database.connect(parseMaster(await ports.masterSecret()));
    if (session !== "wrong password") return session;
    if (attempt === tries.count) {
      throw new Error(`the database refused the master user ${tries.count} times: want the password in the secret to be the one in the database; rotate the secret`);
    }
    await ports.pause(tries.pauseSeconds);
  }
}

/** All or nothing. */
async function bring(session: Session, wanted: Wanted): Promise<void> {
  await session.query("BEGIN");
  try {
    await session.query("SELECT pg_advisory_xact_lock($1)", [lock]);
    for (const statement of statements(wanted)) await session.query(statement);
    await session.query("COMMIT");
  } catch (error) {
    await session.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
