import { activationName, type Question } from "../../../protocol";
import { type Answered, exits } from "../ends";
import { type Platform, type Site } from "../platform";
import { type Session } from "../session";

/** `approve` and `decline`: one person's answer to an open question. */
export async function answer(session: Session, approves: boolean): Promise<Answered> {
  const { asked, platform, by, dryRun } = session;
  const activation = asked.operand("activation");
  const open = await openQuestions(platform);
  const found = open.find(({ question }) => question.activation === activation);
  if (found === undefined) {
    const names = open.map(({ question }) => question.activation);
    return { exit: exits.notSo, lines: [`${activation} asks nothing: ${names.length === 0 ? "no question is open" : `open is ${names.join(", ")}`}`], data: { activation, open: names } };
  }
  const given = {
    activation, by, at: platform.now(), approves, acceptDataLossSeconds: approves ? asked.number("--accept-data-loss") ?? 0 : 0,
    acceptSplitBrain: approves ? asked.text("--accept-split-brain") : undefined,
  };
  const said = approves ? `${by} approves ${activation}, accepts the loss of ${String(given.acceptDataLossSeconds)} s`
    + (given.acceptSplitBrain === undefined ? ", and does not accept two writers" : `, and accepts two writers: ${given.acceptSplitBrain}`) : `${by} declines ${activation}`;
  if (!dryRun) await found.site.people.answer(given);
  return { exit: exits.done, lines: [...found.question.lines.map((line) => `  ${line}`), dryRun ? `would be said: ${said}; nothing was changed` : `✓ ${said}`], data: { ...given, changed: !dryRun } };
}

/** What people are asked now, in the places that answer. */
async function openQuestions(platform: Platform): Promise<readonly { readonly site: Site; readonly question: Question }[]> {
  const each = await Promise.allSettled(platform.places.map(async (place) => {
    const here = platform.site(place);
    const [questions, { locks: { [place]: lock } }] = await Promise.all([here.people.questions(), here.ports.control.read()]);
    if (lock === undefined || lock.leaseUntil === 0) return [];
    const isOpen = ({ activation, expiresAt }: Question): boolean => expiresAt > platform.now() && activation === activationName(place, lock.epoch);
    return questions.filter(isOpen).map((question) => ({ site: here, question }));
  }));
  return each.flatMap((found) => (found.status === "fulfilled" ? found.value : []));
}
