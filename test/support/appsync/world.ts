import { contentOf, empty, type ChangePage, type Content, type Replica, type Rules } from "../../../components/sync/client/model";
import { pull } from "../../../components/sync/client/pull";
import { change, pushed, waiting, type Answer } from "../../../components/sync/client/push";
import { type Caller } from "./api";
import { day, Places } from "./places";
import { type Pull } from "./plain";

export type PlaceKey = "use2" | "usw2";

const otherOf = (place: PlaceKey): PlaceKey => (place === "use2" ? "usw2" : "use2");

/** A body of the model: what was ever written into it, in order. Two bodies merge into one with both; an edit outlives a removal. */
const partsOf = (body: string | null): readonly string[] => (body === null ? [] : JSON.parse(body) as string[]);
const bodyOf = (parts: readonly string[]): string => JSON.stringify([...new Set(parts)].sort());
const merge = (mine: Content, theirs: Content): Content =>
  ({ kind: "note", body: mine.body === null && theirs.body === null ? null : bodyOf([...partsOf(mine.body), ...partsOf(theirs.body)]) });

/** A device of a user, with what it has of one space. */
export class Device {
  replica: Replica = empty;

  constructor(readonly name: string, readonly caller: Caller) {}

  /** Body of each record, as its user sees it. */
  get seen(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.replica.held].flatMap(([id, { known, edit }]): [string, string][] => {
      const body = (edit ?? (known === undefined ? undefined : contentOf(known)))?.body;
      return body === null || body === undefined ? [] : [[id, body]];
    }).sort());
  }
}

/** Two places, one of which devices turn to, and what people did, for the reckoning. */
export class World {
  readonly places = new Places();
  readonly devices: readonly Device[];
  active: PlaceKey = "use2";
  lost: PlaceKey | undefined;
  /** Every part that a user wrote, with the devices that had it when it was written. */
  readonly written = new Map<string, { readonly id: string; readonly device: Device }>();
  /** Parts that somebody saw and removed, and those whose device was wiped. */
  readonly removed = new Set<string>();
  readonly wiped = new Set<string>();
  private count = 0;
  readonly rules: Rules = { merge, newWrite: () => `w${String((this.count += 1))}`, tombstoneMs: 90 * day };

  constructor(private readonly take: Pull = pull, readonly space = "shared#ann#trip") {
    const [ann, bob] = [{ sub: "ann", groups: ["provider"] }, { sub: "bob" }];
    this.devices = [new Device("phone", ann), new Device("tablet", ann), new Device("other", bob)];
    this.places.apis.use2.call("Mutation", "share", { caller: ann, args: { space, members: ["bob"] } });
    this.places.deliver("use2");
  }

  edit(device: Device, id: string): void {
    const part = `p${String((this.count += 1))}`;
    this.written.set(part, { id, device });
    this.change(device, id, bodyOf([...partsOf(device.seen[id] ?? null), part]));
  }

  remove(device: Device, id: string): void {
    for (const part of partsOf(device.seen[id] ?? null)) this.removed.add(part);
    this.change(device, id, null);
  }

  wipe(device: Device): void {
    for (const [part, { device: by }] of this.written) if (by === device) this.wiped.add(part);
    device.replica = empty;
  }

  /** Pulls what is new, then sends what waits, or sends at once. Where answers get lost on their way, the device does not learn what became of it. */
  sync(device: Device, { answersLost = false, pulls = true } = {}): void {
    if (pulls) this.pull(device);
    for (const request of waiting(device.replica)) {
      const { input, field } = request;
      const answer = this.call<Answer>(device, field, { input: { space: this.space, ...input } });
      if (!answersLost) device.replica = pushed(device.replica, request, { answer, rules: this.rules });
    }
  }

  /** Brings up to so many writes from each living place to the other. */
  deliver(most?: number): void {
    for (const from of ["use2", "usw2"] as const) if (this.lost === undefined) this.places.deliver(from, most);
  }

  /** Devices turn to the other place; the one that they leave goes on living, or is lost with what it has not passed on. */
  turn({ lose }: { readonly lose: boolean }): void {
    if (this.lost !== undefined) return;
    if (lose) this.lost = this.active;
    this.active = otherOf(this.active);
  }

  /** The lost place comes back, with what it has not passed on or without. */
  recover({ tail }: { readonly tail: "arrives late" | "is gone" }): void {
    if (this.lost === undefined) return;
    const { replicas } = this.places;
    if (tail === "is gone") {
      replicas[this.lost].rebuildFrom(replicas[otherOf(this.lost)]);
      replicas[otherOf(this.lost)].outgoing.length = 0;
    }
    this.lost = undefined;
  }

  /** Lets everything arrive and every device sync until nothing changes: a day later, so that each compares everything. */
  settle(): void {
    this.recover({ tail: "arrives late" });
    this.deliver();
    this.places.pass(day);
    for (let round = 0; round < 8; round += 1) {
      for (const device of this.devices) this.sync(device);
      this.deliver();
    }
  }

  /** Body of each record in a place. */
  bodiesIn(place: PlaceKey): Readonly<Record<string, string>> {
    const items = Object.values(this.places.replicas[place].contents()) as { id: string; body?: string }[];
    return Object.fromEntries(items.flatMap(({ id, body }): [string, string][] => (body === undefined ? [] : [[id.replace("record#", ""), body]])).sort());
  }

  /** Parts that were written and are in no record, though nobody removed them. */
  missing(): readonly string[] {
    const there = new Set(Object.values(this.bodiesIn(this.active)).flatMap(partsOf));
    return [...this.written.keys()].filter((part) => !there.has(part) && !this.removed.has(part));
  }

  private change(device: Device, id: string, body: string | null): void {
    device.replica = change(device.replica, id, { content: { kind: "note", body }, rules: this.rules });
  }

  private pull(device: Device): void {
    for (let more = true; more;) {
      const page = this.call<ChangePage>(device, "changes", { space: this.space, after: device.replica.after ?? null });
      device.replica = this.take(device.replica, page, this.rules);
      ({ more } = page);
    }
  }

  private call<T>({ caller }: Device, field: string, args: object): T {
    this.places.pass();
    return this.places.apis[this.active].call<T>(field === "changes" ? "Query" : "Mutation", field, { caller, args });
  }
}

