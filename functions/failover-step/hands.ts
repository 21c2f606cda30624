import { type StepName } from "../../protocol";

/** Who runs which steps of an activation: one function, and one role, for each. What a hand may do is what its steps do. */
export const hands = ["observe", "scale", "promote", "traffic", "fence", "recover"] as const;
export type Hand = (typeof hands)[number];

/** The hand of each step. */
export const handsOf: Readonly<Record<StepName, Hand>> = {
  acquire: "observe", preflight: "observe", approve: "observe", ask: "observe", commit: "observe",
  prescale: "scale", capacity: "scale",
  promote: "promote", "await-writer": "promote",
  smoke: "traffic", route: "traffic",
  fence: "fence",
  abort: "recover", "post-recovery": "recover",
};
