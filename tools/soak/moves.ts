import fc from "fast-check";
import { type ApprovalPolicy, type Mode, newActivation, type Place, type Verdict } from "../../protocol";
import { at } from "../../protocol/simulated";
import { type Actor, type Loss } from "./actor";
import { deploy, truthIn } from "./deployment";
import { mostAlive, type Stage } from "./stage";

/** What decides whether something can happen. */
type Sight = Pick<Stage, "actors" | "alive" | "world">;

/** Something that may happen, and when it can. */
class Move implements fc.AsyncCommand<Stage, Stage> {
  constructor(readonly kind: string, private readonly label: string, private readonly deed: {
    readonly may?: (stage: Sight) => boolean;
    readonly does: (stage: Stage) => Promise<void> | void;
  }) {}

  check(stage: Readonly<Stage>): boolean {
    return this.deed.may?.(stage) ?? true;
  }

  async run(_: Stage, stage: Stage): Promise<void> {
    await this.deed.does(stage);
    await stage.rest();
    stage.happened(this.kind);
    if (stage.broken !== undefined) throw new Error(stage.broken);
  }

  toString(): string {
    return this.label;
  }
}

const places: readonly Place[] = ["P", "S"];
const policies: readonly ApprovalPolicy[] = [
  { decision: "operator", approvers: 1 }, { decision: "operator", approvers: 2 },
  { decision: "automatic", maxDataLossSeconds: 60, acceptSplitBrain: true }, { decision: "automatic", maxDataLossSeconds: 60, acceptSplitBrain: false },
];
/** What a place can be like, as others see it. */
const conditions = {
  "is well": { up: true, seen: true, serving: true, linked: true }, "is gone": { up: false, seen: false, serving: false },
  "is grey": { up: true, seen: true, serving: false, linked: false }, "is cut off": { up: true, seen: true, serving: true, linked: false },
} as const;

/** One of those who act, by a number that chance gave. */
function one(stage: Stage, who: number): Actor | undefined {
  return stage.alive[who % Math.max(1, stage.alive.length)];
}

const place = fc.constantFrom("S", "S", "P");
const who = fc.nat(mostAlive - 1);
const anybody = ({ alive }: Sight): boolean => alive.length > 0;

function start({ target, mode, policy, turns }: { readonly target: Place; readonly mode: Mode; readonly policy: ApprovalPolicy; readonly turns: number }): Move {
  return new Move("start", `${mode} to ${target}, decided by ${JSON.stringify(policy)}, goes on for ${String(turns)} turns`, {
    may: ({ alive }) => alive.length < mostAlive,
    does: async (stage) => {
      const request = { target, other: stage.other(target), mode, dryRun: false, failback: false, by: "ana", reason: "a soak", policy };
      const actor = stage.begin(newActivation(request, `run-${String(stage.actors.length + 1)}`));
      await stage.rest();
      if (actor !== undefined) await turned(stage, actor, turns);
    },
  });
}

function go({ who: number, turns }: { readonly who: number; readonly turns: number }): Move {
  return new Move("go on", `one (${String(number)}) goes on for ${String(turns)} turns`, {
    may: anybody,
    does: async (stage) => {
      const actor = one(stage, number);
      if (actor !== undefined) await turned(stage, actor, turns);
    },
  });
}

async function turned(stage: Stage, actor: Actor, turns: number): Promise<void> {
  for (let turn = 0; turn < turns && actor.alive && stage.broken === undefined; turn++) await stage.turn(actor);
}

/** Calls of everybody who is alive, in an order of their own. */
function tangle(order: readonly number[]): Move {
  return new Move("go on together", `they go on in the order ${order.join(",")}`, {
    may: ({ alive }) => alive.length > 1,
    does: async (stage) => {
      for (const number of order) {
        const actor = one(stage, number % mostAlive);
        if (actor !== undefined && actor.calls.length > 0 && stage.broken === undefined) await stage.turn(actor, Math.floor(number / mostAlive));
      }
    },
  });
}

function lose({ who: number, nth, ...how }: Loss & { readonly who: number; readonly nth: number }): Move {
  return new Move("a call is lost", `a call (${String(nth)}) of one (${String(number)}) is lost: ${how.error}${how.arrives ? ", though it arrived" : ""}`, {
    may: anybody, does: (stage) => { one(stage, number)?.take(nth)?.lose(how); },
  });
}

const crash = (number: number): Move => new Move("crash", `one (${String(number)}) dies`, { may: anybody, does: (stage) => { one(stage, number)?.die(); } });

/** What the dead have sent arrives. */
const strays = new Move("strays arrive", "calls of the dead arrive", {
  may: ({ actors }) => actors.some(({ dead, calls }) => dead && calls.length > 0),
  does: (stage) => { for (const actor of stage.actors.filter(({ dead }) => dead)) actor.take(0)?.land(); },
});

const pass = ({ seconds, arrives }: { readonly seconds: number; readonly arrives: boolean }): Move =>
  new Move("time passes", `${String(seconds)} s pass, and calls that take long are lost${arrives ? " after they were done" : ""}`, { does: (stage) => stage.pass(seconds, arrives) });

function become({ key, how }: { readonly key: Place; readonly how: keyof typeof conditions }): Move {
  return new Move(how, `${key} ${how}`, { does: (stage) => { stage.change(key, conditions[how]); } });
}

function store({ key, what, answers }: { readonly key: Place; readonly what: "evidenceStore" | "leverStore"; readonly answers: boolean }): Move {
  return new Move(`${what} ${answers ? "answers" : "is silent"}`, `the ${what} of ${key} ${answers ? "answers" : "is silent"}`, {
    may: ({ world }) => at(world, key)[what] !== answers, does: (stage) => { stage.change(key, { [what]: answers }); },
  });
}

const stall = (stalled: boolean): Move => new Move(stalled ? "tables lag" : "tables catch up", `the control table ${stalled ? "is replicated no more" : "is replicated again"}`, {
  may: ({ world }) => at(world, "P").stalled !== stalled, does: (stage) => { stage.change("P", { stalled }); },
});

function answer({ key, ...given }: { readonly key: Place; readonly by: string; readonly approves: boolean; readonly acceptDataLossSeconds: number; readonly splits: boolean }): Move {
  const { splits, ...said } = given;
  return new Move(said.approves ? "approve" : "decline", `${said.by} ${said.approves ? `approves, with ${String(said.acceptDataLossSeconds)} s of loss${splits ? " and two writers" : ""}` : "declines"}, in ${key}`, {
    may: ({ world }) => Object.keys(at(world, key).table.questions).length > 0,
    does: ({ world }) => {
      const { questions, answers } = at(world, key).table, activation = Object.keys(questions).at(-1) ?? "";
      (answers[activation] ??= []).push({ ...said, activation, at: world.now, acceptSplitBrain: splits ? "it is dark there" : undefined });
    },
  });
}

/** The detector of a place makes up its mind about the other one. */
function judge({ key, lost }: { readonly key: Place; readonly lost: boolean }): Move {
  return new Move(lost ? "declare" : "clear", `the detector of ${key} ${lost ? "declares the other place lost" : "finds the other place well"}`, {
    does: ({ world }) => { at(world, key).table.verdict = verdict(world.now, lost); },
  });
}

function verdict(now: number, lost: boolean): Verdict {
  const since = now - 60_000, vote = lost ? "bad" as const : "good" as const;
  return {
    state: lost ? "declared" : "clear", since, at: now, blind: false, badSince: lost ? since : undefined, silentSince: lost ? since : undefined,
    votes: { journey: vote, witness: vote, heartbeat: vote }, standby: "good", held: undefined, readiness: undefined, actions: [],
  };
}

const deployment = new Move("deploy", "a deployment", { does: (stage) => { deploy(stage); } });

const sync = new Move("sync-config", "the settings are brought up to date", { does: (stage) => { stage.settings = truthIn(stage.world); } });

/** Everything that may happen, as often as it seems worth. */
export function moves(): fc.Arbitrary<Move>[] {
  const starts = fc.record({ target: place, mode: fc.constantFrom<Mode[]>("failover", "failover", "switchover"), policy: fc.constantFrom(...policies), turns: fc.oneof(fc.nat(20), fc.nat(70)) }).map(start);
  const goes = fc.record({ who, turns: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 70 })) }).map(go);
  const tangles = fc.array(fc.nat(mostAlive * 3), { minLength: 2, maxLength: 40, size: "max" }).map(tangle);
  return [
    starts, starts, goes, goes, tangles, tangles, tangles,
    fc.record({ who, nth: fc.nat(2), arrives: fc.boolean(), error: fc.constantFrom<Loss["error"][]>("Unreachable", "Unreachable", "Throttled") }).map((how) =>
      lose({ ...how, arrives: how.arrives && how.error === "Unreachable" })),
    fc.oneof(who.map(crash), fc.constant(strays)),
    fc.record({ seconds: fc.constantFrom(1, 5, 6, 8, 20, 60, 130, 200, 700, 2000), arrives: fc.boolean() }).map(pass),
    fc.record({ key: fc.constantFrom(...places), how: fc.constantFrom<(keyof typeof conditions)[]>("is well", "is gone", "is well", "is gone", "is grey", "is cut off") }).map(become),
    fc.oneof(
      fc.record({ key: place, what: fc.constantFrom<("evidenceStore" | "leverStore")[]>("leverStore", "leverStore", "evidenceStore"), answers: fc.boolean() }).map(store), fc.boolean().map(stall),
    ),
    fc.record({ key: place, by: fc.constantFrom("ben", "cleo"), approves: fc.constantFrom(true, true, true, false), acceptDataLossSeconds: fc.constantFrom(0, 60, 3600), splits: fc.boolean() }).map(answer),
    fc.oneof(fc.record({ key: place, lost: fc.boolean() }).map(judge), fc.constant(deployment), fc.constant(sync)),
  ];
}
