/** What is run, each as a process of its own. */
export const subjects = ["preview, first run", "preview", "preview by npm", "program alone", "SDK alone", "npm test"] as const;
export type Subject = (typeof subjects)[number];

/** One run of one thing. */
export interface Run {
  readonly subject: Subject;
  /** How many services the platform had, all copies of one. */
  readonly copies: number;
  /** The first is 1. */
  readonly round: number;
  readonly ms: number;
  /** Peak of the largest process, in millions of bytes. Absent where the system does not show it. */
  readonly largestMB?: number;
  /** Most that all processes held at one time, likewise. */
  readonly sumMB?: number;
}

/** What a number of copies makes. */
export interface Size {
  readonly copies: number;
  readonly components: number;
  readonly customs: number;
  /** Both together: every resource of a stack, the stack itself among them. */
  readonly resources: number;
}

/** Everything that was measured, and at which sizes. */
export interface Measured {
  readonly sizes: readonly Size[];
  /** Copies that make about as many resources as the targets speak of. */
  readonly targetCopies: number;
  readonly runs: readonly Run[];
}
