import { createRequire } from "node:module";
import type { Definition } from "../../components/failover/definition";

/** Node 20 has no `Promise.withResolvers`, which the interpreter uses. */
if (!("withResolvers" in Promise)) {
  Object.assign(Promise, { withResolvers: () => {
    let [resolve, reject]: unknown[] = [];
    const promise = new Promise((a, b) => { [resolve, reject] = [a, b]; });
    return { promise, resolve, reject };
  } });
}

type Functions = Readonly<Record<string, (event: never) => Promise<unknown>>>;
interface Execution { readonly result: Promise<unknown> }
interface Machine { run(input: unknown, options: unknown): Execution }

const load = createRequire(__filename);
const { StateMachine } = load("aws-local-stepfunctions") as { StateMachine: new (definition: unknown, options: unknown) => Machine };
const validator = load("asl-validator") as (definition: unknown) => { isValid: boolean; errors: readonly unknown[]; errorsText(separator?: string): string };

/** What is wrong with a definition. */
export function isSound(definition: Definition): string[] {
  const found = validator(definition);
  return found.isValid ? [] : [found.errorsText("\n")];
}

const machines = new WeakMap<Definition, Machine>();

/** A machine keeps nothing of what it ran; what takes its time is to compile the rules of the language for each. */
function machineOf(definition: Definition): Machine {
  const known = machines.get(definition) ?? new StateMachine(definition, { validationOptions: { checkArn: false, checkPaths: false } });
  machines.set(definition, known);
  return known;
}

/** Interprets a definition at once: no wait waits, and each task is a function of this process by the name of its state. */
export function interpreter(definition: Definition, functions: Functions): { run(input: unknown): Promise<"failed" | "succeeded"> } {
  const of = (type: string): string[] => Object.entries(definition.States).filter(([, { Type }]) => Type === type).map(([name]) => name);
  const none = (names: readonly string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, 0]));
  const overrides = { taskResourceLocalHandlers: functions, waitTimeOverrides: none(of("Wait")), retryIntervalOverrides: none(of("Task")) };
  return { run: (input) => machineOf(definition).run(input, { overrides, context: { Task: { Token: "token" } } }).result.then(() => "succeeded", () => "failed") };
}
