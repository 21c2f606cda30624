import { DescribeExecutionCommand, ExecutionAlreadyExists, ExecutionDoesNotExist, StartExecutionCommand, type DescribeExecutionOutput, type SFNClient } from "@aws-sdk/client-sfn";
import { reaching } from "./reaching";

/** A state machine, as those see it who start it. */
export interface Startable {
  readonly client: SFNClient;
  readonly arn: string;
}

/** One try under a name. */
export interface Try {
  readonly executionArn: string;
  readonly runs: boolean;
  readonly input: string | undefined;
}

/**
 * Starts an execution under a name, so that two who start at once start one. Step Functions keeps the name of an ended execution for 90 days: who
 * finds one that ended takes the name of the try after it, which follows from when that one ended, and is again the same for everybody.
 * Source: Step Functions API, `StartExecution`, name.
 *
 * @returns Whether it was this call that started it, or one runs already.
 */
export async function begin(machine: Startable, name: string, input: string): Promise<{ readonly executionArn: string; readonly started: boolean }> {
  return reaching("state machine", async () => {
    for (let as = name;;) {
      const executionArn = executionOf(machine.arn, as);
      try {
        await machine.client.send(new StartExecutionCommand({ stateMachineArn: machine.arn, name: as, input }));
        return { executionArn, started: true };
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
      const next = nameAfter(name, await described(machine, as));
      // One that runs, or that is not to be seen yet since somebody has just started it.
      if (next === undefined) return { executionArn, started: false };
      as = next;
    }
  });
}

/** The newest try under a name; undefined where there was none. */
export async function newestTry(machine: Startable, name: string): Promise<Try | undefined> {
  return reaching("state machine", async () => {
    let newest: Try | undefined;
    for (let as: string | undefined = name; as !== undefined;) {
      const found: DescribeExecutionOutput | undefined = await described(machine, as);
      if (found !== undefined) newest = { executionArn: executionOf(machine.arn, as), runs: found.stopDate === undefined, input: found.input };
      as = nameAfter(name, found);
    }
    return newest;
  });
}

const executionOf = (machine: string, name: string): string => `${machine.replace(":stateMachine:", ":execution:")}:${name}`;

/** Name of the try after one that has ended. Source: Step Functions API, `DescribeExecution`, stopDate: of those alone that have. */
const nameAfter = (name: string, ended: DescribeExecutionOutput | undefined): string | undefined =>
  (ended?.stopDate === undefined ? undefined : `${name}-${String(ended.stopDate.getTime())}`);

async function described({ client, arn }: Startable, name: string): Promise<DescribeExecutionOutput | undefined> {
  try {
    return await client.send(new DescribeExecutionCommand({ executionArn: executionOf(arn, name) }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}
