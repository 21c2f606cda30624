import type { Edge } from "./edges";

/** Kinds by the service that a needed resource belongs to. */
const byService: Readonly<Record<string, string>> = {
  ecr: "an image", iam: "a role", kms: "a key", s3: "a bucket", secretsmanager: "a secret", ssm: "a parameter",
};

/** What an edge takes from the other place, as a reader calls it: `a key`, `an endpoint`. */
export function kindOf({ by, to, answer = "", text = "" }: Edge): string {
  if (by === "provider") return "the provider";
  if (to === undefined) return literalKind(text);
  if (by === "answer" && /(endpoint|dns|domain|fqdn|url|address)/i.test(answer)) return "an endpoint";
  const service = to.type.split(":")[1]?.split("/")[0] ?? "";
  return byService[service] ?? "a resource";
}

function literalKind(text: string): string {
  if (/\.dkr\.ecr\./.test(text)) return "an image";
  if (/^arn:[\w-]+:(iam|sts):/.test(text)) return "a role";
  if (/^arn:[\w-]+:secretsmanager:/.test(text)) return "a secret";
  if (/^arn:[\w-]+:kms:/.test(text)) return "a key";
  if (/^arn:[\w-]+:s3:/.test(text)) return "a bucket";
  if (text.startsWith("arn:")) return "a resource";
  return /^[\w.:/-]*[a-z0-9-]+\.[a-z0-9.-]*[a-z]{2,}\b/.test(text) ? "an endpoint" : "a name";
}
