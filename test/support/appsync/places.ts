import { type Setup } from "../../../components/sync/setup";
import { Api } from "./api";
import { TableReplica, type Passing } from "./replica";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const rules = { sharers: ["provider"], overlapMs: 2 * minute, fullEveryMs: 24 * hour, tombstoneSeconds: (90 * day) / 1000 } as const;

/** A moment to begin at: some day in 2027. */
export const beginning = 1_800_000_000_000;

/** Two places on one clock, with the replicas of one table. Nothing passes between them but by {@link deliver}. */
export class Places {
  now = beginning;
  readonly apis: Readonly<Record<"use2" | "usw2", Api>>;
  readonly replicas: Readonly<Record<"use2" | "usw2", TableReplica>>;

  constructor() {
    const replica = (key: string) => new TableReplica(key, "records", () => this.now);
    this.replicas = { use2: replica("use2"), usw2: replica("usw2") };
    const setup = (place: string): Setup => ({ place, tableName: "records", ...rules });
    const api = (place: "use2" | "usw2") => new Api({ setup: setup(place), replica: this.replicas[place], now: () => this.now });
    this.apis = { use2: api("use2"), usw2: api("usw2") };
  }

  /** Lets time pass. Two writes never have the same time otherwise. */
  pass(milliseconds = 1): void {
    this.now += milliseconds;
  }

  /** Brings what one place wrote to the other: the first so many writes, or all. */
  deliver(from: "use2" | "usw2", most = Number.POSITIVE_INFINITY): void {
    const { outgoing } = this.replicas[from];
    const passing: Passing[] = outgoing.splice(0, Math.min(most, outgoing.length));
    for (const write of passing) this.replicas[from === "use2" ? "usw2" : "use2"].receive(write);
  }
}
