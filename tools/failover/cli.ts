import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type ApprovalPolicy, isFailure, type Place, tellingOf } from "../../protocol";
import { at } from "../../protocol/simulated";
import { stacksIn } from "../preview/options";
import { Refusal } from "../preview/refusal";
import { abort, activate, failback, preflight, resume } from "./acts/activate";
import { answer } from "./acts/answer";
import { facts as writeFacts } from "./acts/facts";
import { drill } from "./acts/drill";
import { lever, suppress } from "./acts/lever";
import { syncConfig, verify } from "./acts/settings";
import { status } from "./acts/status";
import { type Facts, factsOf, readFacts } from "./aws/facts";
import { awsPlatform, completed } from "./aws/platform";
import { readStackFile, type StackFile } from "./config";
import { type Answered, exits, type Exit } from "./ends";
import { type Asked, parseLine, type Subject } from "./line";
import { type Platform } from "./platform";
import { type Session } from "./session";
import { recover, simulatedPlatform } from "./simulated/platform";
import { newSimulated, Store } from "./simulated/store";

/** Where a command runs, and what it is heard on. */
export interface Boot {
  /** Folder of the program, with the settings of its stacks; any other where this stands alone. */
  readonly directory: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Runs the rehearsal, which ends the process; absent where this stands alone. */
  readonly rehearse?: (argv: readonly string[]) => Promise<void>;
}

/** The places of a simulation where no settings name any. */
const examplePlaces = ["use2", "usw2"] as const;

const acts: Readonly<Record<string, (session: Session) => Promise<Answered>>> = {
  status, preflight, activate, resume, abort, drill, failback, verify, lever, suppress,
  approve: (session) => answer(session, true), decline: (session) => answer(session, false), "sync-config": syncConfig,
};

/** The whole command: reads its line, does it, says how it went, and returns the exit code. */
export async function failover(argv: readonly string[], boot: Boot): Promise<Exit> {
  const known = { stacks: stacksIn(boot.directory), placesOf: (subject: Subject) => placesMeant(subject, readStackFile(boot.directory, subject.stack)) };
  try {
    if (argv[0] === "simulate") return await simulate(argv.slice(1), boot);
    const parsed = parseLine(argv, known);
    if (parsed.kind === "help") { boot.out(parsed.text); return exits.done; }
    if (parsed.kind === "refused") throw new Refusal(parsed.problems);
    return publish(await perform(parsed.asked, boot), parsed.asked, boot);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    boot.err(error.problems.map((problem) => `${problem}\n`).join(""));
    return exits.refused;
  }
}

/** The rehearsal by its other name. It needs the program's folder. */
async function simulate(argv: readonly string[], { rehearse }: Boot): Promise<Exit> {
  if (rehearse === undefined) throw new Refusal(["simulate rehearses with the program's own settings: run it in its folder, or try a single activation with --simulated"]);
  await rehearse(argv);
  return exits.done;
}

const placesOf = (settings: StackFile | undefined): readonly [Place, Place] => {
  const [first, second] = settings?.places ?? [];
  return first === undefined || second === undefined ? examplePlaces : [first.key, second.key];
};

/** The places that a line can name: those of what it works with. */
function placesMeant({ simulated, facts }: Subject, settings: StackFile | undefined): readonly Place[] {
  if (simulated) return placesOf(settings);
  const known = keptFacts(facts);
  if (known !== undefined) return known.places.map(({ key }) => key);
  return settings === undefined ? [] : placesOf(settings);
}

async function perform(asked: Asked, boot: Boot): Promise<Answered> {
  const stack = asked.text("--stack") ?? "prod";
  const settings = readStackFile(boot.directory, stack);
  const simulated = asked.flag("--simulated");
  if (asked.command.name === "facts") return writeFacts(asked, await completed(knownFacts(asked, stack, settings)));
  const platform = simulated ? await simulation(asked, settings, join(boot.directory, ".cache", "failover", `${stack}.json`))
    : awsPlatform(await completed(knownFacts(asked, stack, settings)));
  const session: Session = {
    asked, platform, stack, settings, by: asked.text("--by") ?? userInfo().username, nonce: randomBytes(3).toString("hex"), dryRun: asked.flag("--dry-run"),
    say: (line) => { if (!asked.flag("--json")) boot.out(`${line}\n`); },
  };
  try {
    const act = acts[asked.command.name];
    if (act === undefined) throw new Error(`nothing does ${asked.command.name}`);
    return await act(session);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return { exit: error.name === "LockBusy" ? exits.locked : error.name === "Unreachable" ? exits.silent : exits.notSo, lines: [`✗ ${tellingOf(error)}`], data: { error: error.name, cause: error.message } };
  }
}

/** What is known of a stack: from a file that was kept, or from its settings. */
function knownFacts(asked: Asked, stack: string, settings: StackFile | undefined): Facts {
  const kept = keptFacts(asked.text("--facts"));
  if (kept !== undefined) return kept;
  if (settings === undefined) throw new Refusal([`there is neither facts.json beside this program nor Pulumi.${stack}.yaml here: name what \`facts --out\` wrote with --facts, or try --simulated`]);
  return factsOf(stack, settings);
}

/** Facts from the file that a line names, or that lies beside this program. */
function keptFacts(named: string | undefined): Facts | undefined {
  const file = named ?? [join(dirname(process.argv[1] ?? "."), "facts.json")].find((each) => existsSync(each));
  return file === undefined ? undefined : readFacts(file);
}

/** What a simulation does where settings do not say: one person decides. */
const onePerson: ApprovalPolicy = { decision: "operator", approvers: 1 };

async function simulation(asked: Asked, settings: StackFile | undefined, kept: string): Promise<Platform> {
  const file = resolve(asked.text("--state") ?? kept);
  if (asked.flag("--reset")) rmSync(file, { force: true });
  const store = new Store(file, newSimulated(placesOf(settings), Date.now()), () => Date.now());
  store.frozen = asked.flag("--dry-run");
  const [lose, restore] = [asked.text("--lose"), asked.text("--restore")];
  if (lose !== undefined || restore !== undefined || asked.flag("--reset")) {
    store.transact(({ world }) => {
      if (lose !== undefined) Object.assign(at(world, lose), { up: false, seen: false, serving: false, linked: false });
      if (restore !== undefined) Object.assign(at(world, restore), { up: true, seen: true, serving: true, linked: true });
    });
  }
  const platform = simulatedPlatform(store, { policy: settings?.policy ?? onePerson, speed: asked.number("--speed") ?? 50, colleague: !asked.flag("--alone") });
  if (restore !== undefined) for (const place of platform.places) if (place !== restore) await recover(store, place, platform.site(place).ports);
  store.frozen ||= !asked.command.acts;
  return platform;
}

function publish({ exit, lines, data }: Answered, asked: Asked, { out }: Boot): Exit {
  if (asked.flag("--json")) out(`${JSON.stringify({ command: asked.command.name, simulated: asked.flag("--simulated"), exit, ...data }, undefined, 2)}\n`);
  else out(`${lines.join("\n")}\n`);
  return exit;
}
