import { nextEpoch } from "../../../protocol";
import { type Answered, exits } from "../ends";
import { type Session } from "../session";

/** `lever get|set|clear`: one object, and nothing else. */
export async function lever({ asked, platform, dryRun }: Session): Promise<Answered> {
  const [action, place] = [asked.operand("get|set|clear"), asked.operand("place")];
  const kind = asked.flag("--drill") ? "drill" : "active";
  const { levers, ports } = platform.site(place);
  const before = await levers.read(kind);
  const name = `the ${kind === "drill" ? "drill " : ""}lever of ${place}`;
  const is = (pull: typeof before): string => (pull === undefined ? "is not pulled" : `is pulled${pull.epoch === 0 ? "" : `, epoch ${String(pull.epoch)}`}${pull.at === undefined ? "" : `, since ${new Date(pull.at).toISOString()}`}`);
  if (action === "get") return { exit: exits.done, lines: [`${name} ${is(before)}`], data: { place, kind, pulled: before !== undefined, ...before } };
  const says = action === "set" ? "pulled" : "let go of";
  if (dryRun) return { exit: exits.done, lines: [`${name} ${is(before)}, and would be ${says}: nothing was changed`], data: { place, kind, pulled: before !== undefined, changed: false } };
  if (action === "set") await levers.set(kind, await ports.control.read().then((view) => nextEpoch(view) - 1, () => 0));
  else await levers.clear(kind);
  const moves = kind === "drill" ? "the drill name follows within half a minute" : "names follow within half a minute where role checks agree; resolvers keep what they have for another minute";
  return { exit: exits.done, lines: [`✓ ${name} was ${says}: ${moves}`], data: { place, kind, pulled: action === "set", changed: true } };
}

/** `suppress`: automation of a place rests. */
export async function suppress({ asked, platform, dryRun }: Session): Promise<Answered> {
  const place = asked.operand("place"), minutes = asked.number("--minutes") ?? 0;
  const until = minutes === 0 ? 0 : platform.now() + minutes * 60_000;
  if (!dryRun) await platform.site(place).people.suppress(until);
  const said = minutes === 0 ? `automation of ${place} goes on` : `automation of ${place} rests until ${new Date(until).toISOString()}`;
  return { exit: exits.done, lines: [dryRun ? `${said}: nothing was changed` : `✓ ${said}`], data: { place, until, changed: !dryRun } };
}
