import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Graph } from "../recorder/graph";
import { isObject } from "../recorder/property";
import { end, leave, refuse, status } from "../preview/ending";
import { writeWhole } from "../preview/files";
import { PackConfigProblem } from "../preview/policy/config";
import { graphIn, graphOf, problemsOf } from "../preview/program";
import { progressOn } from "../preview/progress";
import { Refusal } from "../preview/refusal";
import { paperFor } from "../preview/render/paint";
import { readStack } from "../preview/stack";
import { assess, isClean, packInfo, type Assessment, type Stance } from "./assess";
import { toJson } from "./json";
import { lineFinder } from "./lines";
import { parseOptions, type Options } from "./options";
import { toSarif, type Source } from "./sarif";
import { textLines } from "./text";

/** What runs already when the command line is read. */
export interface Boot {
  readonly directory: string;
  /** Undefined where the program need not run. */
  readonly program: ChildProcess | undefined;
  /** In milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
}

/** The whole command: reads its line, judges, says what it found, and ends the process with the status that says so. */
export async function policy(argv: readonly string[], boot: Boot): Promise<void> {
  const parsed = parseOptions(argv, boot.directory, new Date().toISOString().slice(0, 10));
  if (parsed.kind !== "options") { leave(parsed); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    progress.say("running the program");
    const subject = await subjectOf(parsed.options, boot);
    const assessment = assess(subject.graph, packInfo(packIn(boot.directory)), stanceOf(parsed.options, subject, boot));
    progress.end();
    publish(assessment, subject.source, parsed.options);
  } catch (error) {
    progress.end();
    const problems = error instanceof PackConfigProblem ? error.problems : problemsOf(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

/** What is judged, and where its reader finds it. */
interface Subject {
  readonly graph: Graph;
  readonly source: Source;
  /** True for a stack of this program, which this folder has settings and waivers for. */
  readonly isOurs: boolean;
}

async function subjectOf(options: Options, boot: Boot): Promise<Subject> {
  if (options.graph !== undefined) return subjectIn(options.graph, options, boot);
  const settings = readStack(boot.directory, { stack: options.stack ?? "prod", set: options.set });
  const file = ["yaml", "yml"].map((ending) => `Pulumi.${settings.stack}.${ending}`).find((name) => existsSync(join(boot.directory, name)));
  return { graph: await graphOf(settings, boot), source: { file: file ?? "Pulumi.yaml", lineOf: () => 1 }, isOurs: true };
}

function subjectIn(file: string, { stack, set }: Options, { directory }: Boot): Subject {
  const graph = graphIn(file);
  const problems = [
    ...stack === undefined || stack === graph.stack ? [] : [`--graph ${file} is of the stack ${graph.stack}, want ${stack}`],
    ...set.length === 0 ? [] : [`--set ${set.join(" ")} changes nothing of --graph ${file}, which is made already: want one of the two`],
  ];
  if (problems.length > 0) throw new Refusal(problems);
  const isOurs = graph.project === projectIn(directory) && existsSync(join(directory, `Pulumi.${graph.stack}.yaml`));
  return { graph, source: { file: relative(process.cwd(), file), lineOf: lineFinder(readFileSync(file, "utf8")) }, isOurs };
}

function projectIn(directory: string): string | undefined {
  return /^name: *(\S+)/m.exec(readFileSync(join(directory, "Pulumi.yaml"), "utf8"))?.[1];
}

/** What a user has decided about the rules: what is named, or what this folder has for its own stacks. */
function stanceOf({ config, waivers, today }: Options, { graph: { stack }, isOurs }: Subject, { directory }: Boot): Stance {
  const own = (file: string): string | undefined => isOurs && existsSync(join(directory, file)) ? join(directory, file) : undefined;
  const file = config ?? own(`policies/config/${stack}.json`);
  const exceptions = waivers ?? own("policies/waivers.json");
  const read = exceptions === undefined ? [] : contentOf(exceptions);
  if (!Array.isArray(read)) throw new Refusal([`--waivers ${exceptions ?? ""} holds no list, want a list of waivers`]);
  return { config: { content: file === undefined ? {} : contentOf(file), file: file === undefined ? "" : relative(process.cwd(), file) }, waivers: read, today };
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal([`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function packIn(directory: string): { readonly name: string; readonly version: string } {
  const content = contentOf(join(directory, "policies/package.json"));
  const [name, version] = isObject(content) ? [content["name"], content["version"]] : [];
  return { name: typeof name === "string" ? name : "policies", version: typeof version === "string" ? version : "" };
}

/** Writes the findings where they are wanted, prints them, and ends. */
function publish(assessment: Assessment, source: Source, { format, out }: Options): void {
  const paper = paperFor(out === undefined && format !== "text" ? process.stderr : process.stdout, process.env);
  const people = (): string => `${textLines(assessment, paper).join("\n")}\n`;
  const wanted = format === "text" ? people() : `${JSON.stringify(format === "json" ? toJson(assessment) : toSarif(assessment, source), undefined, 2)}\n`;
  if (out !== undefined) writeWhole(out, wanted);
  end(process.stdout, out === undefined ? wanted : people(), isClean(assessment) ? status.clean : status.violations);
}
