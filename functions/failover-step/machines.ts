import { ExecutionAlreadyExists, SendTaskSuccessCommand, StartExecutionCommand, TaskDoesNotExist, TaskTimedOut, type SFNClient } from "@aws-sdk/client-sfn";
import { recoveryOf, type Activation } from "../../protocol";
import { reaching } from "./reaching";

/** What steps ask of Step Functions itself. */
export interface Machines {
  /** As {@link wake} does. */
  wake(callback: string): Promise<void>;
  /** Starts to wait for the place that a failover left behind. Once for each activation, however often it is asked. */
  recover(after: Activation): Promise<void>;
}

export function machinesOn(client: SFNClient, recoverMachine: string): Machines {
  return {
    wake: (callback) => wake(client, callback),
    recover: (after) => reaching("state machine", async () => {
      const recovery = recoveryOf(after);
      await client.send(new StartExecutionCommand({ stateMachineArn: recoverMachine, name: recovery.owner, input: JSON.stringify(recovery) })).catch((error: unknown) => {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      });
    }),
  };
}

/** Wakes the execution that waits for answers: what they say, the next step reads. One that waits no more needs no waking. */
export function wake(client: SFNClient, callback: string): Promise<void> {
  return reaching("state machine", async () => {
    await client.send(new SendTaskSuccessCommand({ taskToken: callback, output: "{}" })).catch((error: unknown) => {
      if (!(error instanceof TaskTimedOut || error instanceof TaskDoesNotExist)) throw error;
    });
  });
}
