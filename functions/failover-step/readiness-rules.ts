import { type CertificateDetail } from "@aws-sdk/client-acm";
import { type Check } from "../../protocol";

export const fine = (what: string, found: string): Check => ({ what, verdict: "fine", found });
export const warning = (what: string, found: string): Check => ({ what, verdict: "warning", found });
export const blocker = (what: string, found: string): Check => ({ what, verdict: "blocker", found });

/** Something that is looked at, and what is found. */
export type Look = readonly [what: string, run: () => Promise<readonly Check[]>];

/** Every look at once. One that fails blocks nothing by itself: what cannot be seen may be fine, and somebody is told. */
export async function look(looks: readonly Look[]): Promise<readonly Check[]> {
  const found = await Promise.allSettled(looks.map(([, run]) => run()));
  return found.flatMap((each, rank) => (each.status === "fulfilled" ? each.value
    : [warning(looks[rank]?.[0] ?? "", `cannot be seen: ${each.reason instanceof Error ? each.reason.message : String(each.reason)}`)]));
}

/** Days before its end from which a certificate that has not renewed itself is worth a word. ACM renews 60 days ahead. Source: ACM User Guide, "Managed certificate renewal". */
const renewalDays = 45;

/** Whether a certificate holds, and for how long. */
export function certificateCheck(certificate: Pick<CertificateDetail, "NotAfter" | "Status"> | undefined, now: Date): Check {
  const { Status = "missing", NotAfter } = certificate ?? {};
  if (Status !== "ISSUED" || NotAfter === undefined) return blocker("certificate", `it is ${Status}: look at its validation`);
  const days = Math.floor((NotAfter.getTime() - now.getTime()) / 86_400_000);
  if (days < 0) return blocker("certificate", `it ended ${String(-days)} days ago: look at its renewal`);
  return days < renewalDays ? warning("certificate", `it ends in ${String(days)} days and has not renewed itself`) : fine("certificate", `good for ${String(days)} days`);
}

/** Repository and digest of an image that ECR keeps; nothing for others. */
export function imageOf(image: string | undefined): readonly { readonly repository: string; readonly digest: string }[] {
  const found = /^[^/]+\.dkr\.ecr\.[^/]+\/([^@]+)@(sha256:[0-9a-f]{64})$/.exec(image ?? "");
  const [, repository, digest] = found ?? [];
  return repository === undefined || digest === undefined ? [] : [{ repository, digest }];
}

/** Processors of a task from its CPU units. Source: ECS API, `TaskDefinition`, cpu: 1,024 units are one. */
export function vcpusOf(cpu: string | undefined): number {
  return Number(cpu ?? 0) / 1024;
}
