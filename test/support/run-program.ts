import { createRequire } from "node:module";
import { runtime } from "@pulumi/pulumi";
import { type Answers } from "../../tools/answers";
import { type Graph } from "../../tools/recorder/graph";
import { connect } from "../../tools/recorder/in-process";
import { providerSettings } from "../../tools/recorder/provider-settings";
import { type DeploymentFacts } from "../../tools/recorder/service";
import { withoutTraces } from "./without-traces";

withoutTraces();

/** Runs a whole program, a file, beside a recorder in this process. For programs that run well; failures are for a process of their own. */
export async function runProgram(file: string, facts: DeploymentFacts, answers: Answers): Promise<Graph> {
  const { recorder, close } = connect({ ...providerSettings(facts), answers }, facts);
  runtime.setAllConfig({ ...facts.config }, [...facts.secretKeys]);
  try {
    const load = createRequire(__filename);
    Reflect.deleteProperty(load.cache, load.resolve(file));
    await runtime.runInPulumiStack(() => Promise.resolve(load(file)));
    await runtime.disconnect();
    if (recorder.refusals.length > 0) throw new Error(recorder.refusals.map(({ message }) => message).join("\n"));
    return recorder.graph;
  } finally {
    close();
    runtime.setAllConfig({}, []);
  }
}
