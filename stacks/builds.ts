import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Files that are made of others, and how. */
export interface Build {
  readonly root: string;
  /** Folder below the root that keeps what is made. */
  readonly folder: string;
  /** What decides the result beside the files that go in. */
  readonly recipe: string;
  /** Makes everything anew. */
  readonly make: () => Made;
}

export interface Made {
  /** Text of each file, by its path below the folder. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Paths of what went in, from the root. */
  readonly inputs: readonly string[];
}

/** A file whose content is known: its SHA-256, and what the file system said of it then. */
interface Seen { readonly sha256: string; readonly stamp: string }
type Sightings = Readonly<Record<string, Seen>>;

/** What was made of what: as long as all of it is the same, nothing is made again. */
interface Receipt {
  readonly recipe: string;
  readonly inputs: Sightings;
  readonly outputs: Sightings;
}

/** A change within this time of the receipt may leave no trace in the file's time, in milliseconds. Some file systems count in seconds. */
const tickMs = 2000;

/** The SHA-256 of each file of a build, by its path below the build's folder. Makes them only when something has changed. */
export function built(build: Build): Readonly<Record<string, string>> {
  const fresh = stillFresh(build) ?? renewed(build);
  return Object.fromEntries(Object.entries(fresh.outputs).map(([name, { sha256 }]) => [name, sha256]));
}

/** Path of a file of a build. */
export function builtFile({ root, folder }: Pick<Build, "root" | "folder">, name: string): string {
  return path.join(root, folder, name);
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file; nothing when there is none. */
export function hashOf(file: string): string | undefined {
  try {
    return sha256(readFileSync(file));
  } catch {
    return undefined;
  }
}

function renewed(build: Build): Receipt {
  const { outputs, inputs } = build.make();
  for (const [name, text] of Object.entries(outputs)) replace(builtFile(build, name), text);
  return keep(build, {
    recipe: build.recipe,
    inputs: seenAll([...inputs].sort(), (file) => path.join(build.root, file)),
    outputs: seenAll(Object.keys(outputs), (name) => builtFile(build, name)),
  });
}

function seenAll(names: readonly string[], fileOf: (name: string) => string): Sightings {
  return Object.fromEntries(names.map((name) => [name, seen(fileOf(name))]));
}

/** Looks at the file system first: a change while the content is read shows the next time. */
function seen(file: string): Seen {
  const stamp = stampOf(file)?.text ?? "";
  return { stamp, sha256: hashOf(file) ?? "" };
}

/** The receipt, where all that it says still holds; brought up to date where only the file system says otherwise. */
function stillFresh(build: Build): Receipt | undefined {
  const found = readReceipt(build);
  if (found === undefined || found.receipt.recipe !== build.recipe) return undefined;
  const outputs = checked(found.receipt.outputs, (name) => builtFile(build, name), found.at);
  const inputs = outputs && checked(found.receipt.inputs, (file) => path.join(build.root, file), found.at);
  if (outputs === undefined || inputs === undefined) return undefined;
  const receipt = { recipe: build.recipe, inputs: inputs.sightings, outputs: outputs.sightings };
  return inputs.reread || outputs.reread ? keep(build, receipt) : receipt;
}

/** The same files, whose content is read only where it may be another; undefined when one is. */
function checked(sightings: Sightings, fileOf: (name: string) => string, at: number): { readonly sightings: Sightings; readonly reread: boolean } | undefined {
  let reread = false;
  const now: Record<string, Seen> = {};
  for (const [name, known] of Object.entries(sightings)) {
    const stamp = stampOf(fileOf(name));
    if (stamp?.text === known.stamp && stamp.changedMs < at - tickMs) now[name] = known;
    else {
      const again = seen(fileOf(name));
      if (again.sha256 !== known.sha256) return undefined;
      now[name] = again;
      reread = true;
    }
  }
  return { sightings: now, reread };
}

/** What changes with the content of a file: nobody can set back the time of its last change. */
function stampOf(file: string): { readonly text: string; readonly changedMs: number } | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && { text: `${found.ino} ${found.size} ${found.ctimeMs}`, changedMs: found.ctimeMs };
}

const receiptOf = (build: Build): string => builtFile(build, "receipt.json");

function keep(build: Build, receipt: Receipt): Receipt {
  replace(receiptOf(build), `${JSON.stringify(receipt, undefined, 1)}\n`);
  return receipt;
}

function readReceipt(build: Build): { readonly receipt: Receipt; readonly at: number } | undefined {
  try {
    const at = statSync(receiptOf(build)).mtimeMs;
    const receipt: unknown = JSON.parse(readFileSync(receiptOf(build), "utf8"));
    return isReceipt(receipt) ? { receipt, at } : undefined;
  } catch {
    return undefined;
  }
}

function isReceipt(value: unknown): value is Receipt {
  return isRecord(value) && typeof value["recipe"] === "string" && [value["inputs"], value["outputs"]].every((files) =>
    isRecord(files) && Object.values(files).every((file) => isRecord(file) && typeof file["sha256"] === "string" && typeof file["stamp"] === "string"));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** In one step, so that a run beside this one never sees half a file. */
function replace(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
