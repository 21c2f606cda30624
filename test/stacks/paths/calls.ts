/** Where a place keeps things, by ARN. */
export interface Site {
  readonly table: (key: string) => string;
  readonly bucket: (key: string) => string;
  readonly queue: (key: string) => string;
  readonly stream: (key: string) => string;
  readonly pool: () => string;
  readonly secret: (key: string) => string;
  /** Absent where nobody is pushed to. */
  readonly app: () => string | undefined;
  /** What e-mail is sent by. */
  readonly email: () => readonly string[];
  /** What the pool of this place signs its mail by; nothing where AWS does. */
  readonly letters: () => readonly string[];
  /** Here or in the other place. */
  readonly ends: (which: "here" | "there") => ActivationEnds;
}

/** What an activation of a place reaches, by ARN. */
export interface ActivationEnds {
  readonly place: string;
  readonly control: string;
  readonly cluster: string;
  readonly globalCluster: string;
  readonly services: readonly string[];
  readonly ecsCluster: string;
  /** The one object that checkers ask for. */
  readonly lever: string;
  readonly proxyGroup: string;
  readonly evidence: string;
  readonly operators: string;
  readonly certificate: string;
  readonly databaseFunction: string;
  readonly machine: (name: "activate" | "recover") => string;
  /** Anything else of the place, such as `ecr` and `repository/app`. */
  readonly arn: (service: string, rest: string) => string;
}

/** A resource and what is done to it; with what IAM is told of the call, where a grant asks for it. */
export type CallLine = readonly [resource: string, ...actions: readonly string[]] | { readonly resource: string; readonly actions: readonly string[]; readonly context: Readonly<Record<string, string>> };

export type Calls = (site: Site) => readonly CallLine[];

export const items = (table: string, ...actions: readonly string[]): readonly [string, ...string[]] => [table, ...actions.map((action) => `dynamodb:${action}`)];

/** What a poller of Lambda does with a queue in the name of a function. */
const polled = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] as const;

/** What each function has to reach, by its name without the place: what it is for, whatever its role says. */
export const functionCalls: Readonly<Record<string, Calls>> = {
  "account-eraser": ({ table, bucket, queue }) => [
    items(table("api-accounts"), "PutItem"), items(`${table("api-accounts")}/index/open`, "Query"), items(table("messaging-devices"), "DeleteItem", "Query"),
    items(table("identity-attempts"), "DeleteItem"), items(table("messaging-preferences"), "DeleteItem"), items(table("sync-records"), "DeleteItem", "Query"), items(`${table("sync-records")}/index/memberships`, "Query"),
    items(table("api-uploads"), "DeleteItem", "Query"), [bucket("uploads"), "s3:ListBucketVersions"], [`${bucket("uploads")}/users/u/f`, "s3:DeleteObjectVersion"], [queue("account-eraser-failed"), "sqs:SendMessage"],
  ],
  "api-account": ({ table }) => [items(table("api-accounts"), "GetItem", "PutItem")],
  "api-devices": ({ table }) => [items(table("messaging-devices"), "DeleteItem", "Query", "UpdateItem"), items(`${table("messaging-devices")}/index/address`, "Query")],
  "api-events": ({ stream }) => [[stream("usage"), "kinesis:PutRecords"]],
  "api-notifications": ({ queue }) => [[queue("messaging-notifications"), "sqs:SendMessage"]],
  "api-preferences": ({ table }) => [items(table("messaging-preferences"), "BatchGetItem", "PutItem")],
  "api-uploads": ({ table, bucket }) => [items(table("api-uploads"), "GetItem", "PutItem"), [`${bucket("uploads")}/users/u/f`, "s3:PutObject"]],
  "messaging-heard": ({ table }) => [items(table("messaging-devices"), "Query", "UpdateItem"), items(`${table("messaging-devices")}/index/address`, "Query")],
  "messaging-sender": ({ table, queue, app, email }) => [
    ...(app() === undefined ? [] : [[`${app() ?? ""}/messages`, "mobiletargeting:SendMessages"] as const]),
    ...email().map((arn) => [arn, "ses:SendEmail"] as const),
    [queue("messaging-notifications"), ...polled, "sqs:SendMessage", "sqs:ChangeMessageVisibility"], [queue("messaging-notifications-failed"), "sqs:SendMessage"],
    items(table("messaging-devices"), "DeleteItem", "Query", "UpdateItem"), items(table("messaging-preferences"), "BatchGetItem"),
    items(table("messaging-deliveries"), "DeleteItem", "PutItem", "UpdateItem"), items(`${table("messaging-devices")}/index/segment`, "Query"), items(`${table("messaging-devices")}/index/address`, "Query"),
  ],
  "tokens-authorizer": ({ table }) => [items(table("identity-keys"), "GetItem")],
  "tokens-keys": ({ table }) => [items(table("identity-keys"), "GetItem", "PutItem")],
  "uploads-check": ({ table, bucket, queue }) => [
    items(table("api-uploads"), "GetItem", "UpdateItem"), [`${bucket("uploads")}/users/u/f`, "s3:GetObjectVersion", "s3:PutObjectVersionTagging"],
    [bucket("uploads"), "s3:ListBucket"], [queue("uploads-notices"), ...polled],
  ],
};

/** What only the place does where the pool was born. */
export const birthCalls: Readonly<Record<string, Calls>> = {
  "account-eraser": ({ table, pool }) => [items(table("api-accounts"), "Query", "UpdateItem"), [pool(), "cognito-idp:AdminDeleteUser"]],
  "database-rotate": ({ secret }) => [
    [secret("database-master"), ...["DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"].map((action) => `secretsmanager:${action}`)], ["*", "secretsmanager:GetRandomPassword"],
  ],
};
