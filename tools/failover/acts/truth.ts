import { activeOf, type Capacity, type ControlView, type GlobalDatabase, isHeld, type Lag, newestOf, type Place, type Question, type Standing } from "../../../protocol";
import { type Platform, type Pull, type Site } from "../platform";

/** Milliseconds that a place has to answer: a lost one must not keep anybody waiting. */
const patience = 4_000;

/** Seconds after which a detector that has said nothing is silent: it speaks at least twice a minute. */
const silentSeconds = 180;

/** What one place says of everything. */
export interface Seen {
  readonly place: Place;
  readonly view: ControlView;
  readonly database: GlobalDatabase | undefined;
  readonly lag: Lag | undefined;
  readonly capacity: Capacity | undefined;
  readonly lever: Pull | undefined;
  readonly drillLever: Pull | undefined;
  readonly questions: readonly Question[];
  readonly suppressedUntil: number;
  readonly dns: Place | undefined;
}

/** What both say together. */
export interface Truth {
  readonly seen: readonly Seen[];
  readonly silent: readonly Place[];
  readonly active: Place | undefined;
  /** What the active place last committed, as the newest replica has it. */
  readonly standing: Standing | undefined;
  readonly epoch: number;
  readonly writer: Place | undefined;
  readonly dns: Place | undefined;
  /** What does not agree, or is not as on a quiet day; a sentence each. */
  readonly objections: readonly string[];
}

/** Asks both places at once; one that does not answer is left out. */
export async function truthOf(platform: Platform): Promise<Truth> {
  const asked = await Promise.all(platform.places.map(async (place) => {
    try {
      return await within(see(platform.site(place)));
    } catch {
      return undefined;
    }
  }));
  const seen = asked.filter((each) => each !== undefined);
  const silent = platform.places.filter((place) => !seen.some((each) => each.place === place));
  const standings = newestOf(seen.map(({ view }) => view)), active = activeOf({ standings });
  const standing = active === undefined ? undefined : standings[active];
  const database = seen.map((each) => each.database).find((each) => each !== undefined);
  const base = { seen, silent, active, standing, epoch: standing?.epoch ?? 0, writer: database?.writer, dns: seen.map(({ dns }) => dns).find((each) => each !== undefined) };
  return { ...base, objections: [...silent.map((place) => `${place} does not answer`), ...disagreements(base, database), ...seen.flatMap((each) => unrest(each, base, platform.now()))] };
}

async function see({ place, ports, people, levers }: Site): Promise<Seen> {
  const maybe = async <T>(call: Promise<T>): Promise<T | undefined> => call.catch(() => undefined);
  const [view, database, lag, capacity, lever, drillLever, questions, suppressedUntil, dns] = await Promise.all([
    ports.control.read(), maybe(ports.database.observe()), maybe(ports.database.lag()), maybe(ports.scale.observe()), maybe(levers.read("active")),
    maybe(levers.read("drill")), maybe(people.questions()), maybe(people.suppressedUntil()), maybe(ports.probe.dns()),
  ]);
  return { place, view, database, lag, capacity, lever, drillLever, questions: questions ?? [], suppressedUntil: suppressedUntil ?? 0, dns };
}

type Base = Omit<Truth, "objections">;

function disagreements({ active, writer, dns, seen }: Base, database: GlobalDatabase | undefined): readonly string[] {
  return [
    ...(active === undefined ? ["no place is recorded as active"] : []),
    ...(seen.length > 0 && writer === undefined ? ["RDS names no writer"] : []),
    ...(writer !== undefined && active !== undefined && writer !== active ? [`${active} is recorded as active, and ${writer} is the writer`] : []),
    ...(dns !== undefined && active !== undefined && dns !== active ? [`names lead to ${dns}, and ${active} is active`] : []),
    ...(database?.operation === undefined ? [] : [`a ${database.operation.kind} to ${database.operation.to} is under way`]),
  ];
}

function unrest({ place, view, lever, drillLever, suppressedUntil, questions }: Seen, { active, epoch }: Base, now: number): readonly string[] {
  const lock = view.locks[place];
  const verdict = view.verdict;
  return [
    ...(lever !== undefined && place !== active ? [`the lever of ${place} is pulled, and ${active ?? "no place"} is active`] : []),
    ...(drillLever === undefined ? [] : [`the drill lever of ${place} is pulled`]),
    ...(isHeld(lock, now) ? [`${place} is being activated by ${lock.owner}, epoch ${String(lock.epoch)}; its lease ends in ${String(Math.ceil((lock.leaseUntil - now) / 1000))} s`] : []),
    ...(place !== active && view.fence > epoch ? [`a fence of epoch ${String(view.fence)} is raised against ${active ?? "the other place"}`] : []),
    ...(verdict === undefined || verdict.state === "clear" || place === active ? [] : [`${place} holds the other place for ${verdict.state === "declared" ? "lost" : "suspect"}`]),
    ...(verdict === undefined || place === active || now - verdict.at <= silentSeconds * 1000 ? [] : [`the detector of ${place} has said nothing for ${String(Math.round((now - verdict.at) / 60_000))} min`]),
    ...(verdict?.blind === true && place !== active ? [`the detector of ${place} sees too little to decide`] : []),
    ...(suppressedUntil > now ? [`automation of ${place} rests for another ${String(Math.ceil((suppressedUntil - now) / 60_000))} min`] : []),
    ...(isHeld(lock, now) ? questions.filter(({ activation }) => activation.endsWith(`-${String(lock.epoch)}`)).map(({ activation }) => `${activation} waits for people: approve ${activation}, or decline it`) : []),
  ];
}

/** Since when a place is active, and by whom. The place where the platform was born is active before anybody has recorded it, and since nobody knows when. */
export function sinceWhen({ at, by }: Standing, now: number): string {
  const seconds = Math.round((now - at) / 1000);
  return at === 0 ? "since the platform was born" : `by ${by}, ${seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`} ago`;
}

async function within<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error("no answer in time")); }, patience); });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
