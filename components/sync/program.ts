import { type Field } from "./fields";

/** What an API runs: its schema, and the code of each resolver by the name of its file. */
export interface SyncProgram {
  readonly schema: string;
  readonly code: Readonly<Record<string, string>>;
}

/** Most characters of a function's code. Source: AWS AppSync API Reference, `CreateFunction`, code. */
export const longestCode = 32_768;

/** Everything that keeps a program from answering the fields, one sentence each. */
export function programProblems({ schema, code }: SyncProgram, fields: readonly Field[]): string[] {
  const needed = [...new Set(fields.flatMap((field) => ("functions" in field ? field.functions.map((use) => use.code) : [field.code])))];
  return [
    ...(schema.trim() === "" ? ["the schema is empty: want the text of schema.graphql"] : []),
    ...needed.filter((name) => code[name] === undefined).map((name) => `there is no code for ${name}: want resolvers/${name}.ts`),
    ...Object.entries(code).filter(([, text]) => text.length > longestCode)
      .map(([name, text]) => `the code of ${name} has ${text.length} characters: want ${longestCode} at most`),
  ];
}
