import assert from "node:assert/strict";
import type { Statement } from "../../components/core/iam";

// The SDK tells every process of an older Node that it will move on; the functions run on the newest.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** One command as it went over the wire: the IAM action that it needs, and the body that it had. */
export interface Sent {
  readonly action: string;
  readonly body: unknown;
}

/** What a stub answers to a command: the body of a success, or the code of a failure. */
export type Reply = Readonly<Record<string, unknown>> | { readonly failure: string };

/** As much of an SDK client as the recording of its commands needs. */
interface Client {
  readonly middlewareStack: {
    add(middleware: (next: (args: never) => Promise<unknown>, context: { clientName?: string; commandName?: string }) => (args: never) => Promise<unknown>,
      options: { step: "initialize"; name: string }): void;
  };
}

/**
 * Prefix of the IAM actions of each SDK client, and the actions that are not named like their command.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service.
 */
const services: Readonly<Record<string, { readonly prefix: string; readonly renamed: Readonly<Record<string, string>> }>> = {
  SecretsManagerClient: { prefix: "secretsmanager", renamed: {} },
};

/**
 * What an action needs beside itself when the data is under a customer's key.
 * Source: Secrets Manager User Guide, "Secret encryption and decryption", permissions for the KMS key.
 */
const alongside: Readonly<Record<string, readonly string[]>> = {
  "secretsmanager:GetSecretValue": ["kms:Decrypt"],
  "secretsmanager:PutSecretValue": ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** Takes the place of the network below an SDK client: real commands go in, and what they look like on the wire is kept. */
export class StubTransport {
  readonly sent: Sent[] = [];
  #action = "";

  /** @param replies What is answered to each action, in turn; the last answer stays. */
  constructor(private readonly replies: Readonly<Record<string, readonly Reply[]>>) {}

  /** Settings of a client that sends nothing to AWS. */
  get settings(): { region: string; credentials: { accessKeyId: string; secretAccessKey: string }; maxAttempts: number; requestHandler: never } {
    return { region: "us-east-2", credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" }, maxAttempts: 1, requestHandler: this as never };
  }

  /** Watches the commands of a client that was made with {@link settings}. */
  watch<C>(client: C): C {
    (client as unknown as Client).middlewareStack.add((next, { clientName = "", commandName = "" }) => (args) => {
      this.#action = actionOf(clientName, commandName);
      return next(args);
    }, { step: "initialize", name: "watch" });
    return client;
  }

  /** What the SDK calls in place of HTTP. */
  handle(request: { body?: string | Uint8Array }): Promise<{ response: { statusCode: number; headers: Record<string, string>; body: Uint8Array } }> {
    const action = this.#action;
    const before = this.sent.filter((sent) => sent.action === action).length;
    this.sent.push({ action, body: JSON.parse(textOf(request.body)) as unknown });
    const replies = this.replies[action] ?? [];
    const reply = replies[Math.min(before, replies.length - 1)];
    assert.ok(reply !== undefined, `the stub has no reply to ${action}`);
    const failure = "failure" in reply ? { __type: reply["failure"], message: "as the stub was told" } : undefined;
    return Promise.resolve({ response: {
      statusCode: failure === undefined ? 200 : 400,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: Buffer.from(JSON.stringify(failure ?? reply)),
    } });
  }

  /** Every IAM action that a role needs for what was sent, sorted. */
  get neededActions(): string[] {
    const sent = this.sent.map(({ action }) => action);
    return [...new Set([...sent, ...sent.flatMap((action) => alongside[action] ?? [])])].sort();
  }
}

/** Every IAM action that statements allow, sorted. */
export function allowedActions(statements: readonly Statement[]): string[] {
  const actions = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action as string | string[]);
  return [...new Set(actions)].sort();
}

function textOf(body: string | Uint8Array = "{}"): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

function actionOf(clientName: string, commandName: string): string {
  const service = services[clientName];
  assert.ok(service !== undefined, `no IAM prefix is known for ${clientName}: add it, with its source`);
  const command = commandName.replace(/Command$/, "");
  return `${service.prefix}:${service.renamed[command] ?? command}`;
}
