import { type Answered, exits } from "../ends";
import { type Session } from "../session";
import { type Seen, sinceWhen, truthOf } from "./truth";

/** `status`: everything at once, from the places that answer. */
export async function status({ platform }: Session): Promise<Answered> {
  const { seen, silent, active, standing, epoch, writer, dns, objections } = await truthOf(platform);
  const exit = seen.length === 0 ? exits.silent : objections.length > 0 ? exits.notSo : exits.done;
  return {
    exit,
    lines: [
      `active   ${active ?? "–"}${active === undefined ? "" : `, epoch ${String(epoch)}${standing === undefined ? "" : `, ${sinceWhen(standing, platform.now())}`}`}`,
      `writer   ${writer ?? "–"}`, `names    ${dns === undefined ? "–" : `lead to ${dns}`}`,
      ...seen.map((each) => placeLine(each, active)), ...silent.map((place) => `${place}     does not answer`),
      ...objections.map((line) => `! ${line}`), ...silent.map(whileLost),
      objections.length === 0 ? "✓ all agree" : `✗ ${String(objections.length)} to look at`,
    ],
    data: { active, epoch, writer, dns, agreed: objections.length === 0, objections, silent, places: Object.fromEntries(seen.map(({ place, ...rest }) => [place, rest])) },
  };
}

/** How to deploy while a place does not answer: everything but what stands there. A glob of names does, since every name begins with its place. */
function whileLost(place: string): string {
  return `  to deploy while ${place} is lost: pulumi up ${excluding(place).map((glob) => `--exclude '${glob}'`).join(" ")}`;
}

/** Globs over URNs that match what stands in a place, and nothing else. */
export function excluding(place: string): readonly [string, string] {
  return [`**::${place}`, `**::${place}-**`];
}

function placeLine({ place, view, capacity, lag: known, lever }: Seen, active: string | undefined): string {
  const verdict = view.verdict;
  const lag = place === active ? undefined : known;
  return [
    place.padEnd(9), capacity === undefined ? "tasks unknown" : `${String(capacity.fit)} tasks fit, smallest size ${String(capacity.minimum)}, a primary has ${String(capacity.wanted)}`,
    lag?.heartbeatSeconds === undefined ? "" : `; last heartbeat ${String(Math.round(lag.heartbeatSeconds))} s ago`, lag?.replicationSeconds === undefined ? "" : `, ${String(lag.replicationSeconds)} s behind`,
    `; lever ${lever === undefined ? "not pulled" : `pulled${lever.epoch === 0 ? "" : `, epoch ${String(lever.epoch)}`}`}`,
    verdict === undefined ? "" : `; detector: ${verdict.state}`,
  ].join("");
}
