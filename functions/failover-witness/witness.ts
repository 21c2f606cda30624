import { roleMark, rolePath } from "../../protocol/health";
import { type PlaceSight, type WitnessSight } from "../shared/sight";
import { slotsFrom, untilSlot } from "../shared/slots";

/** A place as the witness sees it. */
export interface Seen {
  readonly place: string;
  readonly region: string;
  /** Name that leads to the place, whatever its role. */
  readonly origin: string;
}

export interface WitnessPorts {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Rejects when nobody answers in time. */
  ask(url: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Tells a place what was seen, in its own replica. A newer sight that is there stays. */
  tell(place: Seen, sight: WitnessSight): Promise<void>;
}

/** What the witness looks at. */
export interface Looked {
  readonly places: readonly Seen[];
  /** Users' own name, which leads to whichever place can write. */
  readonly front: string;
  readonly periodSeconds: number;
}

/** Looks at both places, and at the name that users go by, at every full period of the clock for a minute and a bit, and tells each place what it saw. */
export async function witness({ places, front, periodSeconds }: Looked, ports: WitnessPorts): Promise<void> {
  for (const slot of slotsFrom(ports.now(), periodSeconds, 60)) {
    await ports.sleep(untilSlot(slot, ports.now()));
    const [users, seen] = await Promise.all([look({ origin: front }, ports), Promise.all(places.map(async (each) => [each.place, await look(each, ports)] as const))]);
    const isAlone = !users.answered && seen.every(([, { answered }]) => !answered);
    const sight: WitnessSight = { at: slot, places: Object.fromEntries(seen), served: isAlone ? undefined : users.active };
    // A place that is lost takes no word, and the other one gets its own all the same.
    await Promise.allSettled(places.map((each) => ports.tell(each, sight)));
  }
}

async function look({ origin }: Pick<Seen, "origin">, ports: WitnessPorts): Promise<PlaceSight> {
  try {
    const { status, body } = await ports.ask(`https://${origin}${rolePath}`);
    return { answered: true, active: status === 200 && body.includes(roleMark) };
  } catch {
    return { answered: false, active: false };
  }
}
