import { parseNotification } from "../shared/notification";
import { pauseSeconds } from "./backoff";
import type { SenderPorts } from "./ports";
import { sendNotification, type Result } from "./send";

/** A message as the queue hands it over. */
export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  /** How often it was handed over, this time included. */
  readonly tries: number;
}

/** What working on a batch needs beside what sending needs. */
export interface BatchPorts extends SenderPorts {
  /** Hides a message for a time. */
  readonly hide: (receiptHandle: string, seconds: number) => Promise<void>;
  /** Puts what nobody will ever understand where people look for it. */
  readonly setAside: (body: string) => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
  /** Milliseconds until Lambda ends the call. */
  readonly remaining: () => number;
  readonly report: (event: { readonly messageId: string; readonly result?: Result; readonly problems?: readonly string[]; readonly error?: unknown }) => void;
}

/** A message is not begun when less than this is left for it. */
const leastMilliseconds = 20_000;

/** Works on a batch, one message after the other. Returns the IDs of those that have to come back. */
export async function sendBatch(messages: readonly Received[], ports: BatchPorts): Promise<string[]> {
  const back: string[] = [];
  for (const message of messages) {
    if (ports.remaining() < leastMilliseconds || !await finished(message, ports)) back.push(message.messageId);
  }
  return back;
}

async function finished({ messageId, receiptHandle, body, tries }: Received, ports: BatchPorts): Promise<boolean> {
  const parsed = parseNotification(body);
  if ("problems" in parsed) {
    await ports.setAside(body);
    ports.report({ messageId, problems: parsed.problems });
    return true;
  }
  const done = await attempt(messageId, () => sendNotification(parsed.notification, ports), ports);
  if (!done) await ports.hide(receiptHandle, pauseSeconds(tries, ports.chance()));
  return done;
}

async function attempt(messageId: string, send: () => Promise<Result>, { report }: BatchPorts): Promise<boolean> {
  try {
    const result = await send();
    report({ messageId, result });
    return result.kind !== "again";
  } catch (error) {
    report({ messageId, error });
    return false;
  }
}
