import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { newActivation, nextEpoch, type ApprovalPolicy, type ControlPort } from "../../protocol";
import { reaching } from "../failover-step/reaching";
import { type WatchPorts } from "./watch";

export interface StartEnds {
  readonly activateMachine: string;
  readonly control: Pick<ControlPort, "read">;
  readonly policy: ApprovalPolicy;
  readonly here: string;
  readonly there: string;
}

/** Starts an activation of this place. Its name is that of the next epoch, so that two who start at once start one. */
export function starterOn(client: SFNClient, { activateMachine, control, policy, here, there }: StartEnds): WatchPorts["start"] {
  return async (reason) => {
    const name = `act-${here}-${String(nextEpoch(await control.read()))}`;
    const request = { target: here, other: there, mode: "failover", dryRun: false, failback: false, by: "detector", reason, policy } as const;
    await reaching("state machine", async () => {
      await client.send(new StartExecutionCommand({ stateMachineArn: activateMachine, name, input: JSON.stringify(newActivation(request, name)) })).catch((error: unknown) => {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      });
    });
  };
}
