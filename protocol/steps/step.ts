import { type Fact } from "../evidence";
import { type Ports } from "../ports";
import { type Activation } from "../state";

/** How a step ended: where to go by the plan, what it changed in the activation, and what it saw. */
export interface Result {
  readonly outcome: string;
  readonly changes?: Partial<Activation>;
  readonly facts?: Readonly<Record<string, Fact>>;
}

/**
 * Looks at the world first, acts only if it has to, and may be run again at any time: after a crash, a lost answer, or
 * by another run of the same activation.
 */
export type Step = (activation: Activation, ports: Ports) => Promise<Result>;

/** The activation with one more deviation. */
export function deviating(activation: Activation, ...said: readonly string[]): Pick<Activation, "deviations"> {
  return { deviations: [...activation.deviations, ...said.filter((line) => !activation.deviations.includes(line))] };
}
