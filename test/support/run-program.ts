import { createRequire } from "node:module";
import { runtime } from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Answers } from "../../tools/answers";
import { type Graph } from "../../tools/recorder/graph";
import { connect } from "../../tools/recorder/in-process";
import { oddities } from "../../tools/recorder/plain";
import { PlainStruct } from "../../tools/recorder/plain-struct";
import { isObject } from "../../tools/recorder/property";
import { providerSettings } from "../../tools/recorder/provider-settings";
import { type DeploymentFacts } from "../../tools/recorder/service";
import { withoutTraces } from "./without-traces";

withoutTraces();

/**
 * Runs a whole program, a file, beside a recorder in this process. For programs that run well; failures are for a process of their own.
 * @throws {Error} with all that the engine, or the recorder in its place, would refuse.
 */
export async function runProgram(file: string, facts: DeploymentFacts, answers: Answers): Promise<Graph> {
  const { recorder, close } = connect({ ...providerSettings(facts), answers }, facts);
  runtime.setAllConfig({ ...facts.config }, [...facts.secretKeys]);
  const odd: string[] = [];
  const fromJavaScript: unknown = Reflect.get(Struct, "fromJavaScript");
  // What the SDK tells the recorder stays what it is, as in the preview.
  Reflect.set(Struct, "fromJavaScript", (plain: unknown) => new PlainStruct(isObject(plain) ? plain : {}));
  try {
    const load = createRequire(__filename);
    Reflect.deleteProperty(load.cache, load.resolve(file));
    await runtime.runInPulumiStack(() => {
      runtime.registerStackTransformation(({ type, name, props }) => {
        odd.push(...oddities(props, "").map((oddity) => `${type} '${name}': ${oddity}`));
        return undefined;
      });
      return Promise.resolve(load(file));
    });
    await runtime.disconnect();
    const refused = [...recorder.refusals.map(({ message }) => message), ...odd];
    if (refused.length > 0) throw new Error(refused.join("\n"));
    if (!recorder.finished) throw new Error(`${file} never said its outputs: want a program that comes to its end`);
    return recorder.graph;
  } finally {
    close();
    Reflect.set(Struct, "fromJavaScript", fromJavaScript);
    runtime.setAllConfig({}, []);
  }
}
