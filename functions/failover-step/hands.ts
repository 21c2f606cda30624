import { type StepName } from "../../protocol";

/** Who runs which steps: one function, and one role, for each. What a hand may do is what its steps do. */
type Hand = "observe" | "scale" | "promote" | "traffic" | "fence" | "recover";

/** The hand of each step. */
export const handsOf: Readonly<Record<StepName, Hand>> = {
  acquire: "observe", preflight: "observe", approve: "observe", ask: "observe", commit: "observe",
  prescale: "scale", capacity: "scale",
  promote: "promote", "await-writer": "promote",
  smoke: "traffic", route: "traffic",
  fence: "fence",
  abort: "recover", "post-recovery": "recover",
};
