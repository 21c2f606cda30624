import { activationPlan, approvalSeconds, capacityPercent, leaseSeconds, type PlannedStep, recoveryPlan, type StepName } from "../../protocol";
import { commands } from "../failover/commands";

/** One thing to do, in a runbook. */
interface Move {
  readonly title: string;
  readonly command: string;
  readonly worked: string;
  readonly stopping: string;
}

const run = (line: string): string => `npm run failover -- ${line}`;

/** What people do around the steps, each with a command that exists. */
const moves = {
  look: { title: "Look", command: run("status"), worked: "It says who is active, who writes and where names lead. A place that does not answer is named.", stopping: "Nothing was changed." },
  ready: { title: "See what stands in the way", command: run("preflight <standby>"), worked: "`nothing in the way`, and the seconds of writes that would be lost.", stopping: "Nothing was changed." },
  settings: { title: "Bring settings in line", command: run("sync-config"), worked: "It shows the two lines that change. Commit them.", stopping: "Deployments are refused, or would size the places by their old roles." },
  verify: { title: "Hold settings, database, levers and names against each other", command: run("verify"), worked: "`settings and platform agree`.", stopping: "A deployment might undo what was done." },
  deploy: { title: "Deploy", command: "pulumi preview --refresh, then pulumi up", worked: "Sizes change, and nothing else. While a place is lost, `status` prints what to exclude.", stopping: "The lost place keeps the size of a primary once it is back." },
  report: { title: "Keep the report", command: run("drill report"), worked: "Times of each step, and `the chain of records is whole`.", stopping: "The records stay where they are." },
} as const satisfies Readonly<Record<string, Move>>;

const missing = (step: StepName): never => { throw new Error(`the plan has no step ${step}`); };

/** The way of a smooth activation, in the order of the plan. */
function smooth(): readonly PlannedStep[] {
  return activationPlan.filter(({ step }) => step !== "abort");
}

function page(title: string, lines: readonly string[]): string {
  return `${["<!-- Made by `npm run docs` from protocol/plan and tools/failover. Never edited. -->", `# ${title}`, "", ...lines].join("\n")}\n`;
}

function moved({ title, command, worked, stopping }: Move, rank: number): readonly string[] {
  return [`${String(rank)}. **${title}.** \`${command}\``, `   - It worked when: ${worked}`, `   - To stop here: ${stopping}`];
}

const numbered = (list: readonly Move[], from = 1): readonly string[] => list.flatMap((move, rank) => moved(move, from + rank));

/** The steps that run by themselves once a command has started them. */
function stepLines(plan: readonly PlannedStep[]): readonly string[] {
  return [
    "| step | what it does | how to tell that it worked | what it costs to stop here | longest try | after a failure |", "|---|---|---|---|---|---|",
    ...plan.map(({ step, does, worked, stopping, timeoutSeconds, caught, next }) => `| \`${step}\` | ${does} | ${worked} | ${stopping} | ${String(timeoutSeconds)} s | ${leads(caught)}; ${Object.entries(next).map(([outcome, to]) => `${outcome}: ${leads(to)}`).join(", ")} |`),
  ];
}

function leads(next: PlannedStep["caught"]): string {
  if ("to" in next) return `\`${next.to}\``;
  if ("again" in next) return `again after ${String(next.again)} s`;
  return next.end === "succeeded" ? "done" : next.error;
}

const steps = (): readonly string[] => [
  "## What runs by itself", "",
  `\`status\` shows the lock while it runs. A run that dies leaves its lock for ${String(leaseSeconds)} s; \`${run("resume <activation>")}\` goes on where the world is, and \`${run("abort <activation>")}\` puts everything back as long as the database has not moved.`,
  "", ...stepLines(smooth()), "", "Where it is given up:", "", ...stepLines([activationPlan.find(({ step }) => step === "abort") ?? missing("abort")]),
];

function failover(): string {
  return page("Failover: the active place is lost", [
    "Run this from anywhere that reaches the other place. Everything that is needed is there.", "", "## What to do", "",
    ...numbered([
      moves.look, moves.ready,
      { title: "Move", command: run("activate <standby> --mode failover --reason '<why>' --accept-data-loss <seconds> --accept-split-brain '<why the other place cannot be asked>'"), worked: "It walks the steps below and ends with `is active`.", stopping: "Up to the fence everything can be put back; from `promote` on the only way is forward." },
      { title: "Or answer the activation that the detector started", command: run("approve <activation> --accept-data-loss <seconds>"), worked: "`status` shows no open question any more.", stopping: `Users of the lost place wait. Nobody's answer within ${String(approvalSeconds / 60)} min gives it up.` },
      { title: "If Step Functions does not answer", command: run("activate <standby> --mode failover --local"), worked: "The same steps, in your process.", stopping: "As above." },
      moves.settings, moves.verify, moves.deploy, moves.report,
    ]), "",
    "Leave out `--accept-split-brain` unless you mean it: without it the activation is given up when the other place cannot confirm that it stopped writing.",
    `With fewer than ${String(capacityPercent)} of 100 tasks the place turns requests away rather than wait for ever.`, "",
    ...steps(), "", "## Later, when the lost place is back", "", ...stepLines(recoveryPlan), "", "Then: [lost writes](lost-writes.md), and in a quiet hour [failback](failback.md).",
  ]);
}

function failback(): string {
  return page("Failback: back to the place that was lost", [
    "Never automatic, and never in a hurry: where the platform is now, it may stay. Both places have to be there, and nothing is lost.", "", "## What to do", "",
    ...numbered([
      moves.look,
      { title: "Reconcile what the failover cut off", command: "see lost-writes.md", worked: "Somebody answers for it.", stopping: "The snapshot stays; fail-back stays refused." },
      { title: "Sign it off", command: run("failback --sign-off --by <name>"), worked: "`signed off`.", stopping: "Fail-back stays refused." },
      { title: "See what stands in the way", command: run("failback --dry-run"), worked: "`nothing in the way`: the database is rebuilt and less than a second behind, tables are drained.", stopping: "Nothing was changed." },
      { title: "Go back, in a quiet hour", command: run("failback"), worked: "It walks the steps below and ends with `is active`. Users see errors for the time of the switchover.", stopping: "Up to `promote` everything is put back." },
      moves.settings, moves.verify, moves.deploy, moves.report,
    ]), "", ...steps(),
  ]);
}

function drill(): string {
  return page("Drill", [
    "What is not practised does not work. A drill that finds nothing has still measured the times.", "", "## Monthly, with nobody's traffic", "",
    ...numbered([
      { title: "Move the drill name there and back", command: run("drill run"), worked: "`there in … s, back in … s`: bucket, checkers and records of the standby move an answer of DNS.", stopping: run("lever clear <standby> --drill") + " gives the drill name back." },
      moves.report,
    ]), "", "## Quarterly, with everybody's", "",
    ...numbered([
      moves.ready,
      { title: "Switch over, and stay for a day", command: run("drill run <standby> --kind switchover --reason 'quarterly drill'"), worked: "It walks the steps below and ends with `is active`. Nothing is lost.", stopping: "Up to `promote` everything is put back." },
      moves.settings, moves.deploy, moves.report,
      { title: "Go back", command: run("failback"), worked: "As in failback.md.", stopping: "Staying costs nothing: the two places are alike." },
    ]), "", "## At a desk, on any day", "",
    ...numbered([
      { title: "Walk it on a simulated platform", command: run("activate <standby> --mode failover --simulated --lose <active>"), worked: "The same steps, the same words.", stopping: "Nothing is real." },
      { title: "Rehearse some thousand of them", command: run("simulate --runs 2000 --seed 1"), worked: "The distribution of outages and losses, and whether the promise of the settings holds.", stopping: "Nothing is real." },
    ]), "", ...steps(),
  ]);
}

function splitBrain(): string {
  return page("Split brain: both places write", [
    "It happens where a failover accepted that the lost place could not be asked to stop, and that place lived. `status` says who is active and who writes; the place with the higher epoch is right.", "", "## What to do", "",
    ...numbered([
      moves.look,
      { title: "Keep users in the active place", command: run("lever get <active>"), worked: "It is pulled. If not: `" + run("lever set <active>") + "`.", stopping: "Names may lead some users to the other place." },
      { title: "Withdraw the other place's claim", command: run("lever clear <other>"), worked: "`lever get` says that it is not pulled.", stopping: "As above." },
      { title: "See that the other place yields", command: run("status"), worked: "Its application reads the fence within five seconds of its own replica catching up, says `ROLE=STANDBY`, and writes no more.", stopping: "Both go on writing: each minute is more to reconcile." },
      { title: "If it does not, stop its tasks", command: "aws ecs update-service --region <other> --cluster <cluster> --service <each service> --desired-count 0", worked: "No task runs there.", stopping: "As above." },
      { title: "Wait until Aurora takes the other place back as a reader", command: run("status"), worked: "The machine that waits for it, below, tells operators.", stopping: "There is no standby until then." },
      { title: "Reconcile what it wrote", command: "see lost-writes.md", worked: "Somebody answers for it.", stopping: "Users miss what they wrote there." },
    ]), "", "## What runs by itself", "", ...stepLines(recoveryPlan), "",
    "A fence by itself, which decides whether this can happen:", "", ...stepLines(activationPlan.filter(({ step }) => step === "fence" || step === "promote")),
  ]);
}

function lostWrites(): string {
  return page("Lost writes: what a failover cut off", [
    "A failover gives up what was not replicated. Aurora keeps it: when the lost cluster is back, AWS takes a snapshot of its old volume, and the step below copies that beyond its backup's retention.", "", "## What to do", "",
    ...numbered([
      { title: "Read what was at stake", command: run("drill report <activation>"), worked: "It says how many seconds of writes.", stopping: "Nothing was changed." },
      { title: "Find the copy", command: "aws rds describe-db-cluster-snapshots --region <lost> --snapshot-type manual", worked: "One is called `kept-unplanned-global-failover-…`. If none is there, no failover cut anything off, or the place is not back.", stopping: "The copy stays." },
      { title: "Restore it beside the platform, and never into it", command: "aws rds restore-db-cluster-from-snapshot --region <lost> --db-cluster-identifier reconcile-<date> --snapshot-identifier <copy> --engine aurora-postgresql", worked: "A cluster of its own, which nothing else reaches.", stopping: "It costs what a cluster costs." },
      { title: "Read what is there and nowhere else", command: "SELECT region, epoch, seq, at FROM dr_heartbeat", worked: "The last heartbeat there against the one that the standby had: rows written between the two are those to look at, table by table, by their own times.", stopping: "The restored cluster stays." },
      { title: "Write back what should be, through the application", command: "your application's own import", worked: "Its own checks accept it. Nobody's newer write is replaced.", stopping: "Users miss what they wrote." },
      { title: "Delete the restored cluster, keep the copy", command: "aws rds delete-db-cluster --region <lost> --db-cluster-identifier reconcile-<date> --skip-final-snapshot", worked: "It is gone.", stopping: "It costs what a cluster costs." },
      { title: "Sign it off", command: run("failback --sign-off --by <name>"), worked: "`signed off`.", stopping: "Fail-back stays refused." },
    ]), "", "## What runs by itself", "", ...stepLines(recoveryPlan),
  ]);
}

/** Every runbook, by its file. */
export const runbooks: Readonly<Record<string, () => string>> = {
  "docs/runbooks/failover.md": failover, "docs/runbooks/failback.md": failback, "docs/runbooks/drill.md": drill,
  "docs/runbooks/split-brain.md": splitBrain, "docs/runbooks/lost-writes.md": lostWrites,
};

/** Commands of `npm run failover` that a page names and that are none. */
export function unknownCommands(text: string): readonly string[] {
  const known = ["simulate", ...commands.map(({ name }) => name)];
  return [...text.matchAll(/npm run failover -- ([a-z-]+)/g)].flatMap(([, name = ""]) => (known.includes(name) ? [] : [name]));
}
