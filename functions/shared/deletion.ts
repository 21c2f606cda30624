/** Somebody who wants to be forgotten. */
export interface Deletion {
  readonly userId: string;
  /** Name that the user pool knows the user by. */
  readonly username: string;
  readonly requestedAt: string;
  readonly state: "requested" | "done";
}

/** The list of those who want to be forgotten, which both places share. */
export interface Deletions {
  /** Writes a request down. Whoever has asked before gets what was written then. */
  request(deletion: Omit<Deletion, "state">): Promise<Deletion>;
  /** Everybody who is not forgotten yet. */
  open(): Promise<readonly Deletion[]>;
  /** Writes down that a place has nothing left of a user. Each place writes of itself alone, so that no write is lost to another. */
  erasedIn(userId: string, mark: { readonly place: string; readonly at: Date }): Promise<void>;
  /** Places that have nothing left of a user. */
  placesWithout(userId: string): Promise<readonly string[]>;
  /** Ends a deletion. What is left, as evidence, is an ID and two times, and goes after a while. */
  close(userId: string, at: Date): Promise<void>;
}
