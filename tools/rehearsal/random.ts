/** Draws that a seed decides, and nothing else. */
export interface Random {
  /** 0 to 1, without 1. */
  next(): number;
  between(least: number, most: number): number;
  triangular(range: Triangle): number;
  /** Most draws near the median, and a tail that a larger spread makes heavier. */
  logNormal(range: { readonly median: number; readonly sigma: number }): number;
}

/** Least, likeliest and most. */
export type Triangle = readonly [least: number, likeliest: number, most: number];

/** The draws of one run of one scenario: no run depends on how many were before it, or beside it. */
export function randomOf(seed: number, scenario: string, run: number): Random {
  let state = mixed(mixed(seed) ^ mixed(textHash(scenario)) ^ mixed(run * 2 + 1));
  const next = () => {
    state = (state + 0x6D2B79F5) | 0;
    return mixed(state) / 4294967296;
  };
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    triangular: ([least, likeliest, most]) => {
      const at = next(), turn = (likeliest - least) / (most - least);
      return at < turn ? least + Math.sqrt(at * (most - least) * (likeliest - least)) : most - Math.sqrt((1 - at) * (most - least) * (most - likeliest));
    },
    logNormal: ({ median, sigma }) => median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
}

/** A 32-bit finaliser: near inputs give unlike outputs. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 1 | hash);
  hash = (hash + Math.imul(hash ^ (hash >>> 7), 61 | hash)) ^ hash;
  return (hash ^ (hash >>> 14)) >>> 0;
}

function textHash(text: string): number {
  return [...text].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
}
