import type { Database, Login, Refusal, Session } from "../../../functions/shared/ports";

/** A database in memory: takes certain passwords, and keeps the statements that it was asked for. */
export class FakeDatabase implements Database {
  readonly statements: { readonly text: string; readonly values: readonly unknown[] }[] = [];
  readonly logins: string[] = [];
  open = 0;

  constructor(private readonly state: {
    readonly passwords: readonly string[];
    readonly standby?: boolean;
    readonly writer?: boolean;
    /** Statements that fail: those that start so. */
    readonly refuses?: string;
  }) {}

  connect({ username, password }: Login): Promise<Session | Refusal> {
    this.logins.push(`${username}:${password}`);
    if (this.state.writer === false) return Promise.resolve("no writer");
    if (!this.state.passwords.includes(password)) return Promise.resolve("wrong password");
    this.open++;
    return Promise.resolve({
      query: (text, values = []) => this.answer(text, values),
      end: () => Promise.resolve(void this.open--),
    });
  }

  /** Statements beside the question who writes. */
  get changes(): string[] {
    return this.statements.map(({ text }) => text).filter((text) => !text.startsWith("SELECT"));
  }

  private answer(text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> {
    this.statements.push({ text, values });
    if (this.state.refuses !== undefined && text.startsWith(this.state.refuses)) return Promise.reject(new Error(`refused: ${text}`));
    return Promise.resolve(text.includes("pg_is_in_recovery") ? [{ standby: this.state.standby === true }] : []);
  }
}
