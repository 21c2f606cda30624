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

/** Looks at both places at every full period of the clock for a minute and a bit, and tells each of them what it saw. */
export async function witness(places: readonly Seen[], periodSeconds: number, ports: WitnessPorts): Promise<void> {
  for (const slot of slotsFrom(ports.now(), periodSeconds, 60)) {
    await ports.sleep(untilSlot(slot, ports.now()));
    const seen = await Promise.all(places.map(async (each) => [each.place, await look(each, ports)] as const));
    const sight: WitnessSight = { at: slot, places: Object.fromEntries(seen) };
    // A place that is lost takes no word, and the other one gets its own all the same.
    await Promise.allSettled(places.map((each) => ports.tell(each, sight)));
  }
}

async function look({ origin }: Seen, ports: WitnessPorts): Promise<PlaceSight> {
  try {
    const { status, body } = await ports.ask(`https://${origin}${rolePath}`);
    return { answered: true, active: status === 200 && body.includes(roleMark) };
  } catch {
    return { answered: false, active: false };
  }
}
