/**
 * What a statement calls a thing that an owner named, so that a policy can hold the same grant for several: `user-media`
 * becomes `UserMedia`. IAM wants every Sid of a policy to be another one, of letters and digits.
 * Source: IAM User Guide, "IAM JSON policy elements: Sid".
 */
export function sidWord(key: string): string {
  return key.split(/[^A-Za-z0-9]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
