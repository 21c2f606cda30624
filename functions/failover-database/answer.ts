import { isStandby, type Database, type Login, type Session } from "../shared/ports";

/** What the steps ask of the database. */
export type Question =
  /** Write the epoch where the application writes, unless a higher one is there. */
  | { readonly do: "claim"; readonly place: string; readonly epoch: number }
  /** Read the highest epoch of any place, in what has been replicated to here. */
  | { readonly do: "epoch" }
  /** Read how old the newest heartbeat of a place is, in what has been replicated to here. */
  | { readonly do: "heartbeat"; readonly place: string };

export type Answer = { readonly epoch: number } | Heartbeat | { readonly because: string };

/** The newest heartbeat of a place: its age, the epoch that it was written under, its number, and when it was written, in milliseconds since 1970. */
export interface Heartbeat {
  readonly seconds: number;
  readonly epoch: number;
  readonly seq: number;
  readonly at: number;
}

export interface AnswerPorts {
  /** The endpoint that the application writes through, and one that answers reads whoever writes. */
  readonly writer: Database;
  readonly reader: Database;
  login(kind: "reader" | "writer"): Promise<Login>;
}

/**
 * The row is the application's own fence: who reads a higher epoch than its own stops writing. It never goes back, and there is one for all
 * places, the highest.
 */
const claim = `INSERT INTO region_epoch (region, epoch, at) VALUES ($1, $2, now())
  ON CONFLICT (region) DO UPDATE SET epoch = excluded.epoch, at = excluded.at WHERE region_epoch.epoch < excluded.epoch`;

/** The age is measured by the clock of this place's database against that of the place that wrote: both are AWS's. */
const age = "SELECT extract(epoch FROM now() - at) AS seconds, epoch, seq, extract(epoch FROM at) * 1000 AS at FROM dr_heartbeat WHERE region = $1";

/** Answers a question. What the database refuses, for it is no writer or cannot be reached, is an answer as well. */
export async function answer(question: Question, ports: AnswerPorts): Promise<Answer> {
  const kind = question.do === "claim" ? "writer" : "reader";
  const session = await ports[kind].connect(await ports.login(kind)).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof session === "string") return { because: session };
  try {
    return question.do === "claim" ? await write(question, session) : question.do === "epoch" ? await highest(session) : await read(question, session);
  } finally {
    await session.end();
  }
}

async function write({ place, epoch }: Extract<Question, { do: "claim" }>, session: Session): Promise<Answer> {
  if (await isStandby(session)) return { because: "the database is in recovery" };
  await session.query(claim, [place, epoch]);
  return highest(session);
}

async function highest(session: Session): Promise<Answer> {
  const [row] = await session.query("SELECT coalesce(max(epoch), 0) AS epoch FROM region_epoch");
  return { epoch: Number(row?.["epoch"]) };
}

async function read({ place }: Extract<Question, { do: "heartbeat" }>, session: Session): Promise<Answer> {
  const [row] = await session.query(age, [place]);
  if (row === undefined) return { because: `no heartbeat of ${place} has come` };
  return { seconds: Number(row["seconds"]), epoch: Number(row["epoch"]), seq: Number(row["seq"]), at: Math.round(Number(row["at"])) };
}
