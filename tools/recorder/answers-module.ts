import { createRequire } from "node:module";
import { answers as awsAnswers, type Answers } from "../answers";

const load = createRequire(__filename);

/**
 * The answers that a module exports; AWS's where none is named.
 * @throws {Error} when the module exports none.
 */
export function answersOf({ answersModule }: { readonly answersModule?: string | undefined }): Answers {
  if (answersModule === undefined) return awsAnswers;
  const module: unknown = load(answersModule);
  const answers: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "answers") : undefined;
  if (!isAnswers(answers)) throw new Error(`${answersModule} exports no answers: want an object with create, read and invoke`);
  return answers;
}

function isAnswers(value: unknown): value is Answers {
  return typeof value === "object" && value !== null && ["create", "read", "invoke"].every((key) => typeof Reflect.get(value, key) === "function");
}
