import { createHash } from "node:crypto";
import { type Answer, type Question } from "./answers";
import { domainOf, partitionOf } from "./regions";

/** Answers for one type: what AWS and the provider add to the inputs. */
export type Answerer = (subject: Subject) => Answer;

/** Answers by type. */
export type Table = Readonly<Record<string, Answerer>>;

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const upper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const hexDigits = 7;

/** Source: terraform-plugin-sdk, helper/id, PrefixedUniqueId: the time to a tenth of a millisecond, and a count in hexadecimal. */
const [timeDigits, countDigits] = [18, 8];

/** A resource that is asked about, with means to invent what AWS would: always the same for the same resource, and its alone. */
export class Subject {
  readonly name: string;
  readonly inputs: Question["inputs"];
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** What AWS's host names end in here. */
  readonly domain: string;
  readonly #urn: string;

  constructor({ urn, name, inputs, place }: Question) {
    this.#urn = urn;
    this.name = name;
    this.inputs = inputs;
    this.region = typeof inputs["region"] === "string" ? inputs["region"] : place.region;
    this.account = place.account;
    this.partition = partitionOf(this.region);
    this.domain = domainOf(this.region);
  }

  /** An input that is text, or nothing. */
  text(key: string): string | undefined {
    const value = this.inputs[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  }

  /** An input that lists text; empty where it is not there. */
  texts(key: string): string[] {
    const value = this.inputs[key];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  /**
   * The name in AWS: the one that is asked for, else a time and a count after the prefix that is asked for, else the resource's
   * own name with a hyphen and 7 hex digits, as the provider makes them.
   */
  physicalName(key = "name"): string {
    const prefix = this.text(`${key}Prefix`);
    return this.text(key) ?? (prefix === undefined
      ? `${this.name}-${this.hex(hexDigits, "auto-name")}`
      : `${prefix}${this.digits(timeDigits, "auto-name")}${this.hex(countDigits, "auto-name")}`);
  }

  hex(length: number, salt = ""): string {
    return pick(`${this.#urn}#${salt}`, length, "0123456789abcdef");
  }

  upper(length: number, salt = ""): string {
    return pick(`${this.#urn}#${salt}`, length, upper);
  }

  digits(length: number, salt = ""): string {
    return pick(`${this.#urn}#${salt}`, length, digits).replace(/^0/, "1");
  }

  uuid(salt = ""): string {
    return uuidFrom(`${this.#urn}#${salt}`);
  }

  /** ID of an EC2 resource, such as `vpc-` and 17 hex digits. Source: Amazon EC2 User Guide, "Resource IDs". */
  ec2Id(prefix: string, salt = ""): string {
    return `${prefix}-${this.hex(17, `${prefix}${salt}`)}`;
  }

  /** Unique ID of an IAM identity: a prefix and 17 letters. Source: IAM User Guide, "IAM identifiers", Unique identifiers. */
  iamId(prefix: string): string {
    return `${prefix}${pick(`${this.#urn}#iam`, 17, base32)}`;
  }

  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }

  /** ARN of something that no region owns. */
  globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.account}:${resource}`;
  }
}

/** Text of these letters that is always the same for the same seed. */
export function pick(seed: string, length: number, alphabet: string): string {
  let text = "";
  for (let round = 0; text.length < length; round += 1) {
    for (const byte of createHash("sha256").update(`${seed}/${round}`).digest()) text += alphabet.charAt(byte % alphabet.length);
  }
  return text.slice(0, length);
}

/** A UUID that is always the same for the same seed, in the form of a random one. */
function uuidFrom(seed: string): string {
  const hex = pick(seed, 32, "0123456789abcdef");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

/** Letters only, as in the validation names of ACM. */
export function letters(seed: string, length: number): string {
  return pick(seed, length, lower);
}

/** An answer in which the ID is also an output, as the provider has it. */
export function answer(id: string, outputs: Answer["outputs"] = {}): Answer {
  return { id, outputs: { id, ...outputs } };
}

/** Types whose ID is one of their inputs, since they are a part of what that input names. */
export function partOf(key: string): Answerer {
  return (subject) => answer(subject.text(key) ?? subject.physicalName());
}
