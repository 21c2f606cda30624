import { chained, chainStart, nextEpoch } from "../../../protocol";
import { type Answered, exits } from "../ends";
import { otherOf } from "../platform";
import { type Session } from "../session";
import { activated, requestOf } from "./walk";
import { report } from "./report";
import { truthOf } from "./truth";

/** Seconds that the drill name has to follow: the detection of a lever and what resolvers keep, three times over. */
const followSeconds = 180;

/** `drill run|report`. */
export async function drill(session: Session): Promise<Answered> {
  const { asked, platform } = session;
  const subject = asked.operand("place|activation");
  if (asked.operand("run|report") === "report") return report(session, subject);
  const { active } = await truthOf(platform);
  const target = subject !== "" ? subject : active === undefined ? undefined : otherOf(platform, active);
  if (target === undefined) return { exit: exits.silent, lines: ["no place says who is active: name the place to drill"], data: {} };
  if (!platform.places.includes(target)) return { exit: exits.refused, lines: [`drill run ${target}: want ${platform.places.join(" or ")}`], data: {} };
  if (asked.text("--kind") === "switchover") return activated(session, requestOf(session, { target, mode: "drill", reason: "a drill" }));
  return drillLever(session, target);
}

/** A dry run, then the drill lever there and back: it moves the drill name, and nobody. */
async function drillLever(session: Session, target: string): Promise<Answered> {
  const { platform, say, dryRun } = session;
  const ready = await activated(session, { ...requestOf(session, { target, mode: "switchover", reason: "a drill" }), dryRun: true });
  if (ready.exit !== exits.done || dryRun) return { ...ready, lines: [...ready.lines, ...(dryRun ? [`would pull the drill lever of ${target}, see the drill name follow, and let go`] : [])] };
  const { levers, ports } = platform.site(target);
  const startedAt = platform.now(), epoch = nextEpoch(await ports.control.read());
  const name = `drill-${target}-${new Date(startedAt).toISOString().replaceAll(/[:.]/g, "-")}`;
  await levers.set("drill", epoch);
  say(`pulled the drill lever of ${target}`);
  const there = await follows(session, target, target);
  await levers.clear("drill");
  say(there === undefined ? "the drill name did not follow; let go" : `the drill name followed after ${String(there)} s; let go`);
  const back = await follows(session, target, otherOf(platform, target));
  const passed = there !== undefined && back !== undefined;
  const facts = { thereSeconds: there ?? null, backSeconds: back ?? null, by: session.by };
  const kept = await ports.evidence.append(chained(chainStart, { activation: name, step: "drill-lever", outcome: passed ? "passed" : "failed", epoch, startedAt, endedAt: platform.now(), facts })).then(() => true, () => false);
  return {
    exit: passed && kept ? exits.done : exits.notSo, data: { drill: name, target, passed, ...facts, recorded: kept },
    lines: [
      passed ? `✓ ${name}: there in ${String(there)} s, back in ${String(back)} s` : `✗ ${name}: the drill name ${there === undefined ? "did not follow" : "did not come back"} within ${String(followSeconds)} s`,
      ...(kept ? [] : ["✗ no record of it could be stored"]),
    ],
  };
}

async function follows({ platform }: Session, of: string, to: string): Promise<number | undefined> {
  const site = platform.site(of);
  const startedAt = platform.now();
  for (;;) {
    const seconds = Math.round((platform.now() - startedAt) / 1000);
    if ((await site.drillNamed().catch(() => undefined)) === to) return seconds;
    if (seconds >= followSeconds) return undefined;
    await platform.wait(5);
  }
}
