import { type ControlPort, type Verdict } from "../../protocol";
import { type Wanted } from "../failover-step/starter";

export interface ArcPorts {
  readonly control: Pick<ControlPort, "read">;
  now(): number;
  /** Starts an activation of this place, unless one runs: the ARN of the execution. */
  start(wanted: Wanted): Promise<string>;
}

/** Seconds after which a verdict is no longer news: the detector gives one at least every thirty, in calls of a minute that overlap. */
const staleSeconds = 120;

/**
 * Starts what ARC asks for. ARC has no word for a loss: where this place's detector holds the other one for lost now, it is a failover, with
 * everything that has to be approved; else it is a switchover, which loses nothing or does not happen.
 */
export async function startFromArc(ports: ArcPorts): Promise<{ readonly execution: string; readonly mode: Wanted["mode"] }> {
  const { verdict } = await ports.control.read();
  const mode = isLost(verdict, ports.now()) ? "failover" : "switchover";
  const why = mode === "failover" ? "the detector has declared the other place lost" : "nobody has declared the other place lost: nothing may be lost";
  return { execution: await ports.start({ by: "arc", mode, reason: `ARC Region switch runs its plan; ${why}` }), mode };
}

function isLost(verdict: Verdict | undefined, now: number): boolean {
  return verdict?.state === "declared" && verdict.badSince !== undefined && now - verdict.at < staleSeconds * 1000;
}
