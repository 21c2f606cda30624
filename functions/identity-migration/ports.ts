/** Somebody as the system of before knows them: attributes by the names of OpenID Connect. */
export interface OldUser {
  readonly attributes: Readonly<Record<string, string>>;
}

/** The system that knew users before this pool. Rejects when it cannot say. */
export interface OldUsers {
  /** The user, if the password is right. */
  signIn(username: string, password: string): Promise<OldUser | undefined>;
  find(username: string): Promise<OldUser | undefined>;
}
