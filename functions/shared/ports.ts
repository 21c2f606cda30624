/** Who signs in. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Why there is no session: the password is another one, or the name of the writer leads nowhere, as it does in a cluster that follows. */
export type Refusal = "wrong password" | "no writer";

/** A connection to a database. */
export interface Session {
  query(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  end(): Promise<void>;
}

/** The database of this place, by the name of its writer. */
export interface Database {
  /** Rejects when it fails for any other reason than a {@link Refusal}. */
  connect(login: Login): Promise<Session | Refusal>;
}

/** Whether the database follows another one, and takes no writes. */
export async function isStandby(session: Session): Promise<boolean> {
  const [row] = await session.query("SELECT pg_is_in_recovery() AS standby");
  return row?.["standby"] === true;
}
