import assert from "node:assert/strict";
import { services } from "./iam-services";
import { shapeProblems } from "./sdk-shape";

// The SDK tells every process of an older Node that it will move on; the functions run on the newest.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

/** One command as the SDK would have sent it. */
export interface Sent {
  /** Prefix of the service's IAM actions, such as `secretsmanager`. */
  readonly service: string;
  /** Operation as the API names it, such as `GetSecretValue`. */
  readonly operation: string;
  /** What went in, a document client's items already as the API takes them. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Region of the client. */
  readonly region: string;
  /** What would go over the wire. */
  readonly request: { readonly method: string; readonly hostname: string; readonly path: string; readonly body: string };
}

/** What comes back: the output as the SDK would have read it, an error as the SDK throws it, or either by what was asked. */
export type Reply = Readonly<Record<string, unknown>> | Error | ((input: Sent["input"]) => Readonly<Record<string, unknown>> | Error);

interface Args { readonly input: Record<string, unknown>; readonly request: { readonly method: string; readonly hostname: string; readonly path: string; readonly body?: unknown } }
interface Context { readonly clientName?: string; readonly commandName?: string; readonly __smithy_context?: { readonly operationSchema?: readonly unknown[] } }

/** As much of a response of HTTP as the SDK looks at on its way, and what the stub answers. */
interface Response { readonly statusCode: number; readonly headers: Readonly<Record<string, string>>; readonly reply: Readonly<Record<string, unknown>> }

/** As much of an SDK client as its stub needs. */
interface Client {
  readonly config: { readonly protocol: { deserializeResponse(operation: unknown, context: unknown, response: Response): Promise<unknown> } };
  readonly middlewareStack: {
    add(middleware: (next: unknown, context: Context) => (args: Args) => Promise<unknown>, options: { step: "deserialize"; priority: "low"; name: string }): void;
  };
}

interface ClientSettings {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/**
 * Takes the place of AWS behind SDK clients of any protocol. Real commands go in, are checked against the API's own shapes and serialised,
 * endpoint and region included; then they are kept, and answered with what the test says. A reply that the API could not give fails.
 *
 * ```ts
 * const stub = new SdkStub({ "secretsmanager:GetSecretValue": { SecretString: "text" } });
 * await adapter(stub.client(SecretsManagerClient)).read();
 * ```
 */
export class SdkStub {
  readonly sent: Sent[] = [];
  readonly #given = new Map<string, number>();

  /** @param replies By `service:Operation`; of a list, one for each call, the last for all that follow. */
  constructor(private readonly replies: Readonly<Record<string, Reply | readonly Reply[]>> = {}) {}

  /** A client that sends nothing to AWS. */
  client<C>(make: new (settings: ClientSettings) => C, region = "us-east-2"): C {
    const client = new make({ region, credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" }, maxAttempts: 1 });
    const { config, middlewareStack } = client as unknown as Client;
    // In the place of what reads the wire, so that whatever stands before it, such as a document client, still does its part.
    config.protocol.deserializeResponse = (_, __, { reply }) => Promise.resolve({ $metadata: {}, ...reply });
    middlewareStack.add((_, context) => (args) => Promise.resolve({ response: this.answer(context, args, region) }), { step: "deserialize", priority: "low", name: "stub" });
    return client;
  }

  /** `service:Operation` of everything sent, in order. */
  get operations(): string[] {
    return this.sent.map(({ service, operation }) => `${service}:${operation}`);
  }

  private answer({ clientName = "", commandName = "", __smithy_context }: Context, { input, request }: Args, region: string): Response {
    const service = services[clientName]?.prefix;
    assert.ok(service !== undefined, `${clientName} is not in test/support/iam-services.ts: add its IAM prefix`);
    const [operation, [inputShape, outputShape]] = [commandName.replace(/Command$/, ""), shapesOf(__smithy_context?.operationSchema)];
    assert.deepEqual(shapeProblems(inputShape, input, operation), []);
    this.sent.push({ service, operation, input, region, request: { ...pick(request), body: bodyOf(request.body) } });
    const reply = this.next(`${service}:${operation}`, input);
    if (reply instanceof Error) throw reply;
    assert.deepEqual(shapeProblems(outputShape, reply, `reply to ${operation}`), []);
    return { statusCode: 200, headers: {}, reply };
  }

  private next(key: string, input: Sent["input"]): Readonly<Record<string, unknown>> | Error {
    const known = this.replies[key];
    assert.ok(known !== undefined, `the stub has no reply to ${key}`);
    const all: readonly Reply[] = Array.isArray(known) ? known as readonly Reply[] : [known as Reply];
    const before = this.#given.get(key) ?? 0;
    this.#given.set(key, before + 1);
    const reply = all[Math.min(before, all.length - 1)];
    assert.ok(reply !== undefined, `the stub has no reply to ${key}`);
    return typeof reply === "function" ? reply(input) : reply;
  }
}

type Shape = Parameters<typeof shapeProblems>[0];

function shapesOf(schema: readonly unknown[] | undefined): [Shape, Shape] {
  assert.ok(schema !== undefined, "the SDK passes no schema of the operation along: want a version that serialises by schema");
  return [schema[4] as Shape, schema[5] as Shape];
}

const pick = ({ method, hostname, path }: Args["request"]): Omit<Sent["request"], "body"> => ({ method, hostname, path });

function bodyOf(body: unknown): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "(stream)";
}
