import assert from "node:assert/strict";
import { cpuSizes, memorySizes, sizeProblems } from "../../../components/service/sizing";

describe("Fargate sizes", () => {
  it("are the seven of AWS, each with its memory", () => {
    const counts = cpuSizes().map((cpu) => [cpu, memorySizes(cpu)[0], memorySizes(cpu).at(-1), memorySizes(cpu).length]);
    assert.deepEqual(counts, [
      [256, 512, 2048, 3], [512, 1024, 4096, 4], [1024, 2048, 8192, 7], [2048, 4096, 16_384, 13],
      [4096, 8192, 30_720, 23], [8192, 16_384, 61_440, 12], [16_384, 32_768, 122_880, 12],
    ]);
  });

  it("are accepted, every one", () => {
    const pairs = cpuSizes().flatMap((cpu) => memorySizes(cpu).map((memoryMiB) => ({ cpu, memoryMiB })));
    assert.equal(pairs.length, 74);
    assert.deepEqual(pairs.flatMap(sizeProblems), []);
  });

  for (const [cpu, memoryMiB, problem] of [
    [256, 1536, "memoryMiB is 1536: with 256 CPU units Fargate has 512, 1024, 2048"],
    [512, 512, "memoryMiB is 512: with 512 CPU units Fargate has 1024, 2048, 3072, 4096"],
    [4096, 31_744, "memoryMiB is 31744: with 4096 CPU units Fargate has 8192 to 30720 in steps of 1024"],
    [8192, 17_408, "memoryMiB is 17408: with 8192 CPU units Fargate has 16384 to 61440 in steps of 4096"],
    [768, 2048, "cpu is 768: want one of 256, 512, 1024, 2048, 4096, 8192, 16384, the sizes that Fargate has"],
  ] as const) {
    it(`refuse ${cpu} CPU units with ${memoryMiB} MiB, and say what there is`, () => {
      assert.deepEqual(sizeProblems({ cpu, memoryMiB }), [problem]);
    });
  }
});
