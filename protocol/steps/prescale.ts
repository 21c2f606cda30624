import { type Ports } from "../ports";
import { type Activation } from "../state";
import { type Result } from "./step";

/** Asks for a primary's tasks. Whether they come is seen later. */
export async function prescale(_: Activation, { scale }: Ports): Promise<Result> {
  await scale.size("primary");
  return { outcome: "sized" };
}
