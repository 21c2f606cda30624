import { type SFNClient } from "@aws-sdk/client-sfn";
import { activationName, newActivation, nextEpoch, type ApprovalPolicy, type ControlPort, type Mode } from "../../protocol";
import { begin } from "./begin";

export interface StartEnds {
  readonly activateMachine: string;
  readonly control: Pick<ControlPort, "read">;
  readonly policy: ApprovalPolicy;
  readonly here: string;
  readonly there: string;
}

/** What a machine wants, and why. */
export interface Wanted {
  readonly by: string;
  readonly mode: Mode;
  readonly reason: string;
}

/** Starts an activation of this place, unless one runs. Its name is that of the next epoch, so that two who start at once start one. */
export function starterOn(client: SFNClient, { activateMachine, control, policy, here, there }: StartEnds): (wanted: Wanted) => Promise<string> {
  return async (wanted) => {
    const name = activationName(here, nextEpoch(await control.read()));
    const request = { target: here, other: there, dryRun: false, failback: false, policy, ...wanted };
    const { executionArn } = await begin({ client, arn: activateMachine }, name, JSON.stringify(newActivation(request, name)));
    return executionArn;
  };
}
