import type { Carriage } from "../../stacks/loss";
import type { Graph, ResourceState } from "../recorder/graph";
import { isObject } from "../recorder/property";
import type { Located } from "../preview/graph/places";
import { longestGapSeconds } from "./schedules";

/** How each kind of data in a graph comes from one place to the other. Kinds that the graph has not are left out. */
export function carriagesOf({ resources }: Graph, { byPlace }: Located): readonly Carriage[] {
  const ofType = (type: string): readonly ResourceState[] => resources.filter((resource) => resource.type === type);
  const clusters = [...byPlace.values()].map((all) => all.filter(({ type }) => type === "aws:rds/cluster:Cluster").length);
  const tables = ofType("aws:dynamodb/table:Table");
  const replications = ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
  const secrets = ofType("aws:secretsmanager/secret:Secret").filter(hasReplicas);
  const backups = backupsOf(ofType("aws:backup/plan:Plan"), ofType("aws:backup/selection:Selection"));
  return [
    ...clusters.every((number) => number === 0) ? [] : clusters.every((number) => number > 0) ? [{ kind: "aurora" as const }] : [backups("database", /:cluster:/)],
    ...tables.length === 0 ? [] : tables.every(hasReplicas) ? [{ kind: "dynamodb" as const }] : [backups("tables", /:table\//)],
    ...replications.length === 0 ? [] : [{ kind: "s3" as const, timeControl: replications.every(isTimed) }],
    ...secrets.length === 0 ? [] : [{ kind: "secrets" as const }],
  ];
}

function hasReplicas({ inputs: { replicas } }: ResourceState): boolean {
  return Array.isArray(replicas) && replicas.length > 0;
}

function isTimed({ inputs: { rules } }: ResourceState): boolean {
  return Array.isArray(rules) && rules.every((rule: unknown) => isObject(rule) && isObject(rule["destination"]) && rule["destination"]["replicationTime"] !== undefined);
}

/** Finds the copied backups of stores whose ARN has a form; `nothing` where there are none, or none with a schedule that is known. */
function backupsOf(plans: readonly ResourceState[], selections: readonly ResourceState[]): (of: string, form: RegExp) => Carriage {
  return (of, form) => {
    const fitting = selections.filter(({ inputs: { resources } }) => Array.isArray(resources) && resources.some((arn) => form.test(String(arn))));
    const selecting = fitting.map(({ inputs }) => inputs["planId"]);
    const rules = plans.filter(({ id }) => selecting.includes(id)).flatMap(copyingRules);
    const everySeconds = longestGapSeconds(rules.map(({ schedule }) => String(schedule)));
    if (everySeconds === undefined) return { kind: "nothing", of };
    return { kind: "backup", of, everySeconds, startSeconds: longestMinutes(rules, "startWindow") * 60, finishSeconds: longestMinutes(rules, "completionWindow") * 60 };
  };
}

function copyingRules({ inputs: { rules } }: ResourceState): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(rules)) return [];
  return rules.filter(isObject).filter((rule) => Array.isArray(rule["copyActions"]) && rule["copyActions"].length > 0);
}

/**
 * Minutes that a job has where a rule gives none: 8 hours to start, 7 days to finish.
 * Source: AWS Backup Developer Guide, "Backup plan options and configuration", backup window.
 */
const unsaid = { startWindow: 8 * 60, completionWindow: 7 * 24 * 60 } as const;

function longestMinutes(rules: readonly Readonly<Record<string, unknown>>[], key: keyof typeof unsaid): number {
  return Math.max(...rules.map(({ [key]: minutes }) => typeof minutes === "number" ? minutes : unsaid[key]));
}
