import type * as z from "zod";

/** One thing wrong with the settings. `path` says where, as `pulumi config set --path` takes it, such as `places[0].zones`. */
export type Problem =
  /** What is there, and what is wanted instead, completing "want …". */
  | { readonly path: string; readonly got: unknown; readonly want: string }
  /** A whole sentence, from the capability that the setting is for. */
  | { readonly path: string; readonly says: string };

/** Where a value stands, in the notation of `pulumi config set --path`. */
function pathOf(segments: readonly PropertyKey[]): string {
  return segments.map((segment, rank) => typeof segment === "number" ? `[${String(segment)}]` : `${rank === 0 ? "" : "."}${String(segment)}`).join("");
}

/** What a schema found, as problems. `known` names the keys that an object at a path may have. */
export function problemsOf(error: z.ZodError, known: (path: readonly PropertyKey[]) => readonly string[]): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((name) => unknownKey([...issue.path, name], known(issue.path)));
    return [{ path: pathOf(issue.path), got: offender(issue), want: issue.message }];
  });
}

/** One problem as one sentence: where, what was there, what is wanted, and how to mend it. */
export function sentence(problem: Problem, stack: string): string {
  if ("says" in problem) return `understudy:${problem.path}: ${problem.says} (in Pulumi.${stack}.yaml)`;
  const got = problem.got === undefined ? "is missing" : `is ${shorten(JSON.stringify(problem.got))}`;
  return `understudy:${problem.path} ${got}, want ${problem.want}: change it in Pulumi.${stack}.yaml`;
}

/** What stands at the path of an issue. Where no form of a union fits, the issue names the key that tells the forms apart. */
function offender(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  if (issue.code !== "invalid_union" || typeof input !== "object" || input === null) return input;
  return Object.entries(input).find(([key]) => key === issue.path.at(-1))?.[1] ?? input;
}

function unknownKey(segments: readonly PropertyKey[], known: readonly string[]): Problem {
  const name = String(segments.at(-1));
  const near = nearTo(name, known);
  const hint = near === undefined ? `want one of ${[...known].sort().join(", ")}` : `did you mean \`${near}\`?`;
  return { path: pathOf(segments), says: `there is no such setting; ${hint}` };
}

/** A name that was meant by one that is not there; nothing where none comes near. */
export function nearTo(name: string, known: readonly string[]): string | undefined {
  return known.find((candidate) => distance(candidate, name) <= Math.max(1, Math.floor(name.length / 3)));
}

/** Number of single-character edits between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [rank, letter] of [...a].entries()) {
    const next = [rank + 1];
    for (const [column, other] of [...b].entries()) {
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, (row[column] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function shorten(json: string): string {
  return json.length <= 80 ? json : `${json.slice(0, 77)}…`;
}
