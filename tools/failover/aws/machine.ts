import {
  DescribeExecutionCommand, DescribeStateMachineCommand, GetExecutionHistoryCommand, StopExecutionCommand,
  type DescribeExecutionOutput, type HistoryEvent, type SFNClient,
} from "@aws-sdk/client-sfn";
import { type Activation, type End, Failure, isFailure, type Request, type StepName, stepNames } from "../../../protocol";
import { begin, newestTry } from "../../../functions/failover-step/begin";
import { wake } from "../../../functions/failover-step/machines";
import { reaching } from "../../../functions/failover-step/reaching";
import { type Parked, type Walk } from "../platform";

/** Seconds between two looks at an execution. */
const lookSeconds = 2;

/** A place's state machine, as a person uses it. */
export interface MachineOn {
  readonly client: SFNClient;
  readonly arn: string;
  readonly wait: (seconds: number) => Promise<void>;
}

/** Its definition, which says what its steps are told. */
export async function definitionIn({ client, arn }: MachineOn): Promise<string> {
  const { definition = "{}" } = await reaching("state machine", () => client.send(new DescribeStateMachineCommand({ stateMachineArn: arn })));
  return definition;
}

/**
 * Starts an activation under the name of its epoch.
 *
 * @throws {Failure} LockBusy where one runs under it.
 */
export async function start(machine: MachineOn, name: string, activation: Activation): Promise<string> {
  const { executionArn, started } = await begin(machine, name, JSON.stringify(activation));
  if (!started) throw new Failure("LockBusy", `${name} runs already: see status, then approve ${name} or abort it`);
  return executionArn;
}

/** Looks in a row that may come to nothing: an execution goes on by itself, and its region has a bad day. */
const mostMisses = 30;

/**
 * Follows an execution to its end, or to its question where nobody waits for people.
 *
 * @throws {Failure} Unreachable or Throttled where nobody can tell any more how it goes.
 */
export async function follow(machine: MachineOn, executionArn: string, walk: Walk): Promise<End | Parked> {
  const seen: Seen = { last: walk.activation, event: 0, asks: false };
  for (let misses = 0;;) {
    const look = await lookAt(machine, executionArn, { seen, walk }).catch((error: unknown) => {
      if (!isFailure(error, "Throttled", "Unreachable")) throw error;
      if ((misses += 1) > mostMisses) throw new Failure(error.name, `${error.message}; the activation goes on without this command: see status`);
      return undefined;
    });
    if (look !== undefined) {
      misses = 0;
      const end = endOf(look, seen);
      if (end !== undefined) return end;
      if (seen.asks && !walk.waits) return { status: "parked", activation: seen.last };
    }
    await machine.wait(lookSeconds);
  }
}

/** How an execution stands, with everything told that has happened in it. */
async function lookAt(machine: MachineOn, executionArn: string, { seen, walk }: { readonly seen: Seen; readonly walk: Walk }): Promise<DescribeExecutionOutput> {
  const look = await reaching("state machine", () => machine.client.send(new DescribeExecutionCommand({ executionArn })));
  for (const event of await newsOf(machine, executionArn, seen.event)) tell(event, seen, walk);
  return look;
}

function endOf({ status, output, error, cause }: DescribeExecutionOutput, { last }: Seen): End | undefined {
  if (status === "RUNNING" || status === "PENDING_REDRIVE") return undefined;
  if (status === "SUCCEEDED") return { status: "succeeded", error: undefined, cause: undefined, activation: activationIn(output) ?? last };
  return { status: "failed", error: error ?? (status === "ABORTED" ? "Aborted" : status), cause: last.error?.Cause ?? last.deviations.at(-1) ?? cause, activation: last };
}

/** What the newest execution of an activation was asked for. */
export async function requestIn(machine: MachineOn, name: string): Promise<Request | undefined> {
  return activationIn((await newestTry(machine, name))?.input)?.request;
}

/** Stops whichever execution of an activation runs, if one does. */
export async function stop(machine: MachineOn, name: string): Promise<void> {
  const newest = await newestTry(machine, name);
  if (newest?.runs !== true) return;
  await reaching("state machine", () => machine.client.send(new StopExecutionCommand({ executionArn: newest.executionArn, error: "Aborted", cause: "given up by hand" })));
}

/** Tries to wake whoever waits: nothing but this does before the time to answer is over. */
const mostWakes = 5;

/**
 * Wakes whoever waits for an answer. Nobody may: then the next step reads it.
 *
 * @throws {Failure} where whoever waits was not woken, though the answer is stored.
 */
export async function wakeUp({ client, wait }: Omit<MachineOn, "arn">, callback: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await wake(client, callback);
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (tries === mostWakes || !isFailure(error, "Throttled", "Unreachable")) throw new Failure(error.name, `${error.message}; the answer is stored, and whoever waits for it sleeps on: answer again`);
    }
    await wait(lookSeconds);
  }
}

/** Events of a page: a look that is waited for makes a few, each with the whole activation in it. */
const pageSize = 100;

/** What has happened since an event, oldest first. The newest is read first: an execution that waits for hours has many thousand. */
async function newsOf({ client }: MachineOn, executionArn: string, since: number): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await reaching("state machine", () =>
      client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: pageSize, reverseOrder: true, includeExecutionData: true, nextToken })));
    const found = page.events ?? [], news = found.filter(({ id = 0 }) => id > since);
    events.push(...news);
    nextToken = news.length < found.length ? undefined : page.nextToken;
  } while (nextToken !== undefined);
  return events.reverse();
}

interface Seen {
  last: Activation;
  event: number;
  asks: boolean;
}

/** A task's state has the name of its step; the states between are the machine's own. */
function tell({ id = 0, stateEnteredEventDetails: entered, stateExitedEventDetails: exited }: HistoryEvent, seen: Seen, walk: Walk): void {
  seen.event = id;
  seen.last = activationIn(exited?.output) ?? activationIn(entered?.input) ?? seen.last;
  const begun = stepIn(entered?.name), done = stepIn(exited?.name);
  if (begun !== undefined) {
    seen.asks = begun === "ask";
    walk.beginning(begun, seen.last);
  }
  if (done !== undefined) {
    seen.asks = false;
    walk.told(seen.last, done);
  }
}

const stepIn = (name: string | undefined): StepName | undefined => stepNames.find((step) => step === name);

function activationIn(text: string | undefined): Activation | undefined {
  const value: unknown = text === undefined || text === "" ? undefined : JSON.parse(text);
  return isActivation(value) ? value : undefined;
}

const isActivation = (value: unknown): value is Activation => typeof value === "object" && value !== null && "request" in value && "deviations" in value && "id" in value;
