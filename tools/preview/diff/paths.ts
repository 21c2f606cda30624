/** Where in a resource's inputs something is: keys and list positions, from the outside in. */
export type Path = readonly (string | number)[];

/** Path as the engine writes it: `rules[0].cidr`, `tags["a.b"]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${String(step)}]`;
    if (!/^[\w$:@-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Reads a path in the engine's notation; `*` in it stands for any key or position. */
export function parsePath(text: string): Path {
  const steps: (string | number)[] = [];
  for (const [, key, quoted, index] of text.matchAll(/([^.[\]]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]/g)) {
    if (quoted !== undefined) steps.push(quoted.replace(/\\(.)/g, "$1"));
    else if (index !== undefined) steps.push(index === "*" ? "*" : Number(index));
    else if (key !== undefined) steps.push(key);
  }
  return steps;
}

/** True where `path` is what `pattern` names, or lies inside it. */
export function covers(pattern: Path, path: Path): boolean {
  return pattern.length <= path.length && pattern.every((step, index) => step === "*" || String(step) === String(path[index]));
}

/** True where one of the two lies inside the other, list positions left out. */
export function touches(pattern: Path, path: Path): boolean {
  const keys = path.filter((step) => typeof step === "string");
  const named = pattern.filter((step) => typeof step === "string" && step !== "*");
  const shared = Math.min(keys.length, named.length);
  return shared > 0 && named.slice(0, shared).every((step, index) => step === keys[index]);
}
