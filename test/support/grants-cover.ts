import { asksOf, type Ask } from "./iam-services";
import type { Sent } from "./sdk-stub";

/** A statement of a policy as IAM reads it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What is known of a call when IAM looks at conditions. What is not here is taken to let an allowing statement apply, and no denying one. */
type Context = Readonly<Record<string, string>>;

/** What one action asks of a key, in the name of the service that it goes to, when the data is under a customer's key. */
interface KeyUse {
  readonly needs: readonly string[];
  /** What it may need, by size or the service's own caching. */
  readonly may?: readonly string[];
}

/**
 * Source: Secrets Manager User Guide, "Secret encryption and decryption"; DynamoDB Developer Guide, "DynamoDB encryption at rest usage
 * notes" (the caller decrypts the table key, for writes as well); S3 User Guide, "Using server-side encryption with AWS KMS keys"
 * (parts of an upload are decrypted again); SQS and SNS Developer Guides, "Key management"; Systems Manager User Guide, "AWS KMS
 * encryption for SecureString parameters"; Kinesis Developer Guide, "Permissions to use user-generated KMS keys".
 */
const keyUses: Readonly<Record<string, KeyUse>> = {
  "secretsmanager:GetSecretValue": { needs: ["kms:Decrypt"] },
  "secretsmanager:PutSecretValue": { needs: ["kms:Decrypt", "kms:GenerateDataKey"] },
  ...Object.fromEntries(["BatchGetItem", "BatchWriteItem", "ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"]
    .map((action) => [`dynamodb:${action}`, { needs: ["kms:Decrypt"] }])),
  "s3:GetObject": { needs: ["kms:Decrypt"] },
  "s3:GetObjectVersion": { needs: ["kms:Decrypt"] },
  "s3:PutObject": { needs: ["kms:GenerateDataKey"], may: ["kms:Decrypt"] },
  "sqs:SendMessage": { needs: ["kms:Decrypt", "kms:GenerateDataKey"] },
  "sqs:ReceiveMessage": { needs: ["kms:Decrypt"] },
  "sns:Publish": { needs: ["kms:Decrypt", "kms:GenerateDataKey"] },
  "ssm:GetParameter": { needs: ["kms:Decrypt"] },
  // Step Functions opens the input of an execution, and its history, in the name of the state machine's role or of the caller.
  "states:StartExecution": { needs: [], may: ["kms:Decrypt", "kms:GenerateDataKey"] },
  "states:SendTaskSuccess": { needs: [], may: ["kms:Decrypt", "kms:GenerateDataKey"] },
  // A snapshot is copied under its own key, by a grant that RDS makes in the caller's name. Source: Amazon Aurora User Guide, "Copying a DB cluster snapshot".
  "rds:CopyDBClusterSnapshot": { needs: ["kms:CreateGrant", "kms:DescribeKey"] },
  "kinesis:PutRecord": { needs: ["kms:GenerateDataKey"] },
  "kinesis:PutRecords": { needs: ["kms:GenerateDataKey"] },
};

/** What a test knows that the calls alone do not show. */
export interface CoverOptions {
  /** Actions whose data is not under a customer's key. */
  readonly plain?: readonly string[];
  /** Actions that somebody else uses by the same role, such as Lambda reading a stream for the function. */
  readonly others?: readonly string[];
}

/**
 * Holds what a role grants against the calls that are made in its name: each call that it does not allow on exactly that resource, and
 * each action in a statement that no call asked for. Nothing, when they are equal.
 */
export function grantsCover(statements: readonly PolicyStatement[], calls: readonly Sent[], { plain = [], others = [] }: CoverOptions = {}): string[] {
  const used = new Set<string>();
  const asks = calls.flatMap((sent) => asksOf(sent).flatMap((ask) => [
    { ask, context: {}, needed: true }, ...(plain.includes(ask.action) ? [] : keyAsks(ask, sent)),
  ]));
  const refused = asks.flatMap(({ ask, context, needed }) => {
    const [allows, denies] = ["Allow", "Deny"].map((effect) => statements.filter((statement) => statement.Effect === effect && fits(statement, ask, context)));
    for (const statement of allows ?? []) used.add(`${statement.Sid ?? ""} ${ask.action}`);
    if ((denies?.length ?? 0) > 0) return [`${ask.action} on ${ask.resource} is denied by ${denies?.[0]?.Sid ?? "a statement"}`];
    return needed && allows?.length === 0 ? [`${ask.action} on ${ask.resource} is not granted`] : [];
  });
  const idle = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Sid = "", Action }) => many(Action)
    .filter((action) => !others.includes(action) && !used.has(`${Sid} ${action}`)).map((action) => `${Sid} grants ${action}, which no call needs`));
  return [...new Set([...refused, ...idle])].sort();
}

/** A key is any key: which one it is the graph's own tests say. What counts is the service in whose name it is used. */
function keyAsks({ action }: Ask, { service, region }: Sent): { ask: Ask; context: Context; needed: boolean }[] {
  const { needs = [], may = [] } = keyUses[action] ?? {};
  const context = { "kms:ViaService": `${service}.${region}.amazonaws.com` };
  return [...needs.map((name) => ({ name, needed: true })), ...may.map((name) => ({ name, needed: false }))]
    .map(({ name, needed }) => ({ ask: { action: name, resource: `arn:aws:kms:${region}` }, context, needed }));
}

function fits({ Effect, Action, Resource, Condition = {} }: PolicyStatement, { action, resource }: Ask, context: Context): boolean {
  return many(Action).some((pattern) => like(pattern, action)) && many(Resource).some((pattern) => covers(pattern, resource))
    && Object.entries(Condition).every(([test, keys]) => Object.entries(keys).every(([key, wanted]) => {
      const got = context[key];
      return got === undefined ? Effect === "Allow" : holds(test, many(wanted), got);
    }));
}

/** A call on any resource needs a grant on any; a call on a key of a region, one of that region. */
function covers(pattern: string, resource: string): boolean {
  if (/^arn:aws:kms:[a-z0-9-]+$/.test(resource)) return pattern.startsWith(`${resource}:`);
  return resource === "*" ? pattern === "*" : like(pattern, resource);
}

function holds(test: string, wanted: readonly string[], got: string): boolean {
  const equal = wanted.some((value) => (/Like/.test(test) ? like(value, got) : value === got));
  return /Not/.test(test) ? !equal : equal;
}

const patterns = new Map<string, RegExp>();

function like(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === value;
  const known = patterns.get(pattern)
    ?? new RegExp(`^${pattern.split("").map((letter) => (letter === "*" ? ".*" : letter === "?" ? "." : letter.replace(/[\\^$.|+()[\]{}]/, "\\$&"))).join("")}$`, "s");
  patterns.set(pattern, known);
  return known.test(value);
}

const many = (value: string | readonly string[]): readonly string[] => (typeof value === "string" ? [value] : value);
