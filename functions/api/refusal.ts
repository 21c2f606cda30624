/** Why a request is turned away, in words that its sender may see. */
export class Refusal extends Error {
  /**
   * @param status HTTP status, 400 to 599.
   * @param code Word that programs can tell refusals apart by, such as `too_large`.
   * @param message What was wrong, and what would be right.
   */
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = "Refusal";
  }
}
