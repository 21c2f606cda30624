/** The account, partition and region that a provider works in. */
export interface Place {
  /** Region such as `us-east-2`. */
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

/** A resource that wants an answer: who it is, and what was asked of it. */
export interface Question {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** Plain data: secrets opened, resources as their IDs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** What a provider gives back once a resource exists. Inputs that are not among the outputs are outputs too. */
export interface Answer {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** True where no table knows the type, so that the answer has a general form and may lack outputs. */
  readonly isRough?: boolean;
}

/** A call to a provider's function. */
export interface Call {
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** What the program's own settings say, as text, by key without the namespace. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Speaks in place of the cloud: a table that a recorder is given, so that another can be put in its place. */
export interface Answers {
  /** Answer to a resource that is created. The same question always has the same answer. */
  create(question: Question): Answer;
  /** State of a resource that exists already and is only read. */
  read(question: Question & { readonly id: string }): Answer;
  /**
   * Result of a provider's function.
   * @throws {Error} naming a function that has no answer here.
   */
  invoke(call: Call): Readonly<Record<string, unknown>>;
}
