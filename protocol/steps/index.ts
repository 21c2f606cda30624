import { type StepName } from "../state";
import { abort } from "./abort";
import { acquire } from "./acquire";
import { approve } from "./approve";
import { ask } from "./ask";
import { awaitWriter } from "./await-writer";
import { capacity } from "./capacity";
import { commit } from "./commit";
import { fence } from "./fence";
import { postRecovery } from "./post-recovery";
import { preflight } from "./preflight";
import { prescale } from "./prescale";
import { promote } from "./promote";
import { route } from "./route";
import { smoke } from "./smoke";
import { type Step } from "./step";

/** Every step by its name. */
export const steps: Readonly<Record<StepName, Step>> = {
  acquire, preflight, prescale, approve, ask, fence, promote, "await-writer": awaitWriter, capacity, smoke, route, commit, abort,
  "post-recovery": postRecovery,
};
