/**
 * Whether a text fits a pattern in which `*` stands for any text and `?` for one letter, as IAM compares. By two marks and no regular
 * expression: a pattern with many stars would take a regular expression minutes.
 */
export function fits(pattern: string, text: string): boolean {
  let [here, there, star, mark] = [0, 0, -1, 0];
  while (there < text.length) {
    const letter = pattern[here];
    if (letter === "*") {
      star = here;
      mark = there;
      here += 1;
    } else if (letter === "?" || letter === text[there]) {
      here += 1;
      there += 1;
    } else if (star >= 0) {
      here = star + 1;
      mark += 1;
      there = mark;
    } else return false;
  }
  while (pattern[here] === "*") here += 1;
  return here === pattern.length;
}

/** Whether some text fits both patterns. */
export function overlaps(one: string, other: string): boolean {
  const width = other.length + 1;
  const seen = new Map<number, boolean>();
  const meet = (a: number, b: number): boolean => {
    const key = a * width + b;
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, false);
    const [left, right] = [one[a], other[b]];
    const met = left === undefined && right === undefined
      || (left === "*" && (meet(a + 1, b) || (right !== undefined && meet(a, b + 1))))
      || (right === "*" && (meet(a, b + 1) || (left !== undefined && meet(a + 1, b))))
      || (left !== undefined && right !== undefined && left !== "*" && right !== "*" && (left === right || left === "?" || right === "?") && meet(a + 1, b + 1));
    seen.set(key, met);
    return met;
  };
  return meet(0, 0);
}
