import assert from "node:assert/strict";
import { join } from "node:path";
import { runProgram } from "../../support/run-program";
import { recordProgram } from "../../../tools/recorder";
import { comparable, engineRecord } from "./fidelity";
import { features, randomExplicit, recorded, recordsDir, type RecordedProgram } from "./programs";
import { standIn } from "./stand-in";

const inAProcess = ({ main, facts }: RecordedProgram, host: "in-process" | "grpc") =>
  recordProgram({ ...facts, projectDir: recordsDir, main, host, answersModule: join(__dirname, "stand-in.ts") });

describe("the recorder keeps what the engine keeps", () => {
  for (const program of recorded) {
    it(`of ${program.record}`, async () => {
      const graph = await runProgram(join(recordsDir, program.main), program.facts, standIn(program.allocationIds));
      assert.deepEqual(comparable(graph.resources), engineRecord(program.record));
    });
  }

  for (const program of [features, randomExplicit]) {
    it(`of ${program.record}, in a process of its own and over gRPC`, async () => {
      const [inProcess, grpc] = await Promise.all([inAProcess(program, "in-process"), inAProcess(program, "grpc")]);
      assert.deepEqual(comparable(inProcess.graph.resources), engineRecord(program.record));
      assert.deepEqual(comparable(grpc.graph.resources), engineRecord(program.record));
      assert.deepEqual([inProcess.log, grpc.log], [[], []]);
    });
  }
});
