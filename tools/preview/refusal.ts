/** Input that no preview can be made of: everything that is wrong with it, as the user should read it. */
export class Refusal extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
