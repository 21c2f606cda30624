/** Kinds of resource of which `<kind>*` is as good as everything: each one of them guards, or holds, what must stay apart. */
const guardedKinds: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["table/"],
  iam: ["role/", "user/", "policy/"],
  kms: ["key/", "alias/"],
  s3: ["*/"],
  secretsmanager: ["secret:"],
  ssm: ["parameter/"],
};

/**
 * Whether a resource pattern names nothing in particular: `*`, an ARN whose service is a wildcard, every resource of a
 * service, or every resource of a kind that is guarded.
 */
export function namesNothing(pattern: string): boolean {
  if (!pattern.startsWith("arn:")) return pattern.includes("*") || pattern.includes("?");
  const [, , service = "*", , , ...rest] = pattern.split(":");
  const resource = rest.join(":");
  if (/[*?]/.test(service) || /^[*?]*$/.test(resource)) return true;
  return (guardedKinds[service] ?? []).some((kind) => resource.startsWith(kind) && /^[*?]+$/.test(resource.slice(kind.length)));
}
