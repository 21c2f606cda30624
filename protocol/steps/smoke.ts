import { tellingOf } from "../errors";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { type Result } from "./step";
import { waiting } from "./waiting";

/** What a user does, before users are sent. */
export async function smoke(activation: Activation, ports: Ports): Promise<Result> {
  try {
    await ports.probe.journey();
  } catch (error) {
    return waiting(activation, ports, { step: "smoke", why: tellingOf(error) });
  }
  return { outcome: "passed" };
}
