import { type PlannedStep, type Retry } from "../plan";
import { approvalSeconds, leaseSeconds, pollSeconds } from "./timing";

/** Two minutes of patience: a region that others flee to answers late, and whoever gives up before the promotion leaves users to people for half an hour. */
const transient: Retry = { errors: ["Throttled", "Unreachable"], intervalSeconds: 1, backoffRate: 2, maxDelaySeconds: 30, maxAttempts: 8 };

/** What can be taken back: up to the fence, an abort leaves everything as it was. */
export const reversible: readonly PlannedStep[] = [
  {
    step: "acquire",
    does: "Takes the lock of this place under a new epoch, higher than any before.",
    worked: "`status` shows the lock with this activation's epoch, or says that the place is active already.",
    stopping: "Nothing was changed; the lock ends with its lease.",
    timeoutSeconds: 20, leaseSeconds: 0, retry: [transient], caught: { end: "failed", error: "Held" },
    next: { acquired: { to: "preflight" }, looked: { to: "preflight" }, already: { end: "succeeded" } },
  },
  {
    step: "preflight",
    does: "Reads whether the place can serve: database, images, secrets, keys, quotas, certificates; and estimates what would be lost.",
    worked: "It lists no blocker.",
    stopping: "Nothing was changed.",
    timeoutSeconds: 60, leaseSeconds, retry: [transient], caught: { to: "abort" },
    next: { ready: { to: "prescale" }, planned: { end: "succeeded" }, blocked: { to: "abort" } },
  },
  {
    step: "prescale",
    does: "Asks for the tasks of a primary, without waiting for them.",
    worked: "Each service's smallest size is that of a primary.",
    stopping: "The place costs what a primary costs until it is aborted.",
    timeoutSeconds: 30, leaseSeconds, retry: [transient], caught: { to: "approve" },
    next: { sized: { to: "approve" } },
  },
  {
    step: "approve",
    does: "Weighs answers, verdict and loss: go on, ask, or give up.",
    worked: "An approval stands in the record, with who gave it and what it accepts.",
    stopping: "Users of a lost place wait for it.",
    timeoutSeconds: 30, leaseSeconds, retry: [transient], caught: { to: "abort" },
    next: { approved: { to: "fence" }, ask: { to: "ask" }, declined: { to: "abort" } },
  },
  {
    step: "ask",
    does: "Pages people with everything that the decision needs, and waits for their answer.",
    worked: "The page arrived; `approve` or `decline` is acknowledged.",
    stopping: "Users of a lost place wait for it.",
    timeoutSeconds: 30, leaseSeconds: approvalSeconds + leaseSeconds, retry: [transient], caught: { to: "approve" },
    next: { asked: { to: "approve" }, answered: { to: "approve" } },
    question: { timeoutSeconds: approvalSeconds, pollSeconds },
  },
  {
    step: "fence",
    does: "Takes writing from the other place, and believes only the place's own confirmation.",
    worked: "The record says `acked`, or `unreachable` together with who accepted two writers and why.",
    stopping: "A fenced place serves nobody until the fence is lowered: abort, or go on.",
    timeoutSeconds: 30, leaseSeconds, retry: [transient], caught: { to: "promote" },
    next: { fenced: { to: "promote" }, accepted: { to: "promote" }, unaccepted: { to: "approve" }, refused: { to: "abort" } },
  },
  {
    step: "abort",
    does: "Puts back what was changed, unless the database is moving already: then the only way is forward.",
    worked: "The other place writes, this one has a standby's size, and the lock is free.",
    stopping: "The other place may stay fenced: run it again.",
    timeoutSeconds: 60, leaseSeconds, retry: [transient], caught: { end: "failed", error: "Held" },
    next: { aborted: { end: "failed", error: "Aborted" }, forward: { to: "await-writer" } },
  },
];
