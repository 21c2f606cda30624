/** Whether a number counts whole things, of which there is at least one. */
export function isPositiveInteger(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
