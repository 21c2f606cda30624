interface MemoryRange {
  readonly fromMiB: number;
  readonly toMiB: number;
  readonly stepMiB: number;
}

/**
 * Memory that Fargate sells with so many CPU units, on Linux.
 * Source: ECS Developer Guide, "Fargate task definition differences", Task CPU and memory.
 */
const memoryByCpu: Readonly<Record<number, MemoryRange>> = {
  // 512, 1024 and 2048 only: doubling, which a step of 512 would not say. See `memorySizes`.
  256: { fromMiB: 512, toMiB: 2048, stepMiB: 512 },
  512: { fromMiB: 1024, toMiB: 4096, stepMiB: 1024 },
  1024: { fromMiB: 2048, toMiB: 8192, stepMiB: 1024 },
  2048: { fromMiB: 4096, toMiB: 16_384, stepMiB: 1024 },
  4096: { fromMiB: 8192, toMiB: 30_720, stepMiB: 1024 },
  8192: { fromMiB: 16_384, toMiB: 61_440, stepMiB: 4096 },
  16_384: { fromMiB: 32_768, toMiB: 122_880, stepMiB: 8192 },
};

/** Pair of CPU and memory of a task. 1024 CPU units are one vCPU. */
export interface TaskSize {
  readonly cpu: number;
  readonly memoryMiB: number;
}

/** CPU units that a Fargate task can have, smallest first. */
export function cpuSizes(): number[] {
  return Object.keys(memoryByCpu).map(Number).sort((a, b) => a - b);
}

/** Memory in MiB that goes with so many CPU units, smallest first; empty where Fargate has no such task. */
export function memorySizes(cpu: number): number[] {
  const range = memoryByCpu[cpu];
  if (range === undefined) return [];
  const { fromMiB, toMiB, stepMiB } = range;
  const sizes = Array.from({ length: (toMiB - fromMiB) / stepMiB + 1 }, (_, step) => fromMiB + step * stepMiB);
  return cpu === 256 ? sizes.filter((size) => size !== 1536) : sizes;
}

/** What is wrong with a size, at most one sentence. */
export function sizeProblems({ cpu, memoryMiB }: TaskSize): string[] {
  const memory = memorySizes(cpu);
  if (memory.length === 0) return [`cpu is ${cpu}: want one of ${cpuSizes().join(", ")}, the sizes that Fargate has`];
  return memory.includes(memoryMiB)
    ? []
    : [`memoryMiB is ${memoryMiB}: with ${cpu} CPU units Fargate has ${spoken(memory)}`];
}

function spoken(sizes: readonly number[]): string {
  const [first, second] = sizes;
  const last = sizes.at(-1);
  if (sizes.length <= 4 || first === undefined || second === undefined || last === undefined) return sizes.join(", ");
  return `${first} to ${last} in steps of ${second - first}`;
}
