import { type Answer, type Answers, type Question } from "./answers";
import { balancers } from "./balancing";
import { compute } from "./compute";
import { databases } from "./database";
import { dns } from "./dns";
import { ec2 } from "./ec2";
import { entrance } from "./entrance";
import { callFunction } from "./functions";
import { identities } from "./identity";
import { messaging } from "./messaging";
import { people } from "./people";
import { protection } from "./protection";
import { random } from "./random";
import { storage } from "./storage";
import { answer, Subject, type Table } from "./subject";
import { syncing } from "./sync";
import { watching } from "./watching";

export type { Answer, Answers, Call, Place, Question } from "./answers";

const table: Table = { ...ec2, ...balancers, ...dns, ...identities, ...compute, ...storage, ...databases, ...entrance, ...messaging, ...protection, ...syncing, ...watching, ...people, ...random };

/** Types that have answers of their own, sorted. */
export const knownTypes: readonly string[] = Object.keys(table).sort();

/** What AWS would answer: right partition, region, account and form; always the same for a resource, and its alone. */
export const answers: Answers = {
  create: answerTo,
  read: (question) => {
    const made = answerTo(question);
    return { ...made, id: question.id, outputs: mapTexts(made.outputs, (text) => text.replaceAll(made.id, question.id)) };
  },
  invoke: callFunction,
};

function answerTo(question: Question): Answer {
  const subject = new Subject(question);
  const made = table[question.type]?.(subject) ?? roughly(subject, question.type);
  return isRegional(question.type) ? { ...made, outputs: { region: subject.region, ...made.outputs } } : made;
}

/** Services whose resources belong to no region, so that the provider gives them none. Source: `@pulumi/aws` 7, resources without `region`. */
const globalServices = new Set(["iam", "route53", "cloudfront", "organizations", "globalaccelerator", "shield", "budgets", "waf"]);

function isRegional(type: string): boolean {
  if (type.startsWith("aws:route53/resolver")) return true;
  const [packageName, module = ""] = type.split(":");
  return packageName === "aws" && !globalServices.has(module.split("/")[0] ?? "");
}

/** The one answer to types that no table knows: a name, and an ARN of the common form where the type is AWS's. Says so. */
function roughly(subject: Subject, type: string): Answer {
  const [packageName = "", module = "", kind = ""] = type.split(":");
  const name = subject.physicalName();
  if (!packageName.startsWith("aws")) return { ...answer(name, { name }), isRough: true };
  const resource = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}/${name}`;
  return { ...answer(name, { name, arn: subject.arn(module.split("/")[0] ?? module, resource) }), isRough: true };
}

function mapTexts(outputs: Answer["outputs"], change: (text: string) => string): Answer["outputs"] {
  const mapped = (value: unknown): unknown => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(mapped);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item)]));
  };
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, mapped(value)]));
}
