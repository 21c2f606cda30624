/** What is wrong with who texts are from, one sentence at most. Source: Service Authorization Reference, "AWS End User Messaging SMS and Voice v2", resource types. */
export function originatorProblems(originator: string): string[] {
  return /^(pool\/pool-[a-f0-9]{32}|phone-number\/phone-[a-f0-9]{32}|sender-id\/[A-Za-z0-9_-]{1,11}\/[A-Z]{2})$/.test(originator) ? []
    : [`texts are from "${originator}": want pool/pool-…, phone-number/phone-… with 32 hexadecimal digits, or sender-id/NAME/DE`];
}
