import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { recordsKey } from "../table-keys";

const hoursADay = 24;

/** A device hears of every deletion before its stone is gone, groups are there, and no table of the owner's has the name of the platform's. */
export function syncProblems({ identity: { groups }, sync: { fullSyncHours, overlapSeconds, sharers, tombstoneDays }, tables }: Settings): Problem[] {
  const secondsInPass = fullSyncHours * 3600;
  return [
    ...(fullSyncHours < tombstoneDays * hoursADay ? [] : [{
      path: "sync.tombstoneDays", got: tombstoneDays, want: `more than ${String(Math.floor(fullSyncHours / hoursADay))} days, the time between two full syncs: a stone that goes earlier is seen by nobody`,
    }]),
    ...(overlapSeconds < secondsInPass ? [] : [{
      path: "sync.overlapSeconds", got: overlapSeconds, want: `fewer than the ${String(secondsInPass)} seconds between two full syncs`,
    }]),
    ...sharers.filter((group) => !(group in groups)).map((got) => ({ path: "sync.sharers", got, want: `groups out of identity.groups: ${Object.keys(groups).join(", ")}` })),
    ...(recordsKey in tables ? [{ path: `tables.${recordsKey}`, says: "the platform has a table of this name: choose another key" }] : []),
  ];
}
