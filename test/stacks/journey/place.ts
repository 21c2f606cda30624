import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { serve, type Answered } from "../../../functions/api/serve";
import { deviceAnswers } from "../../../functions/api-devices/devices";
import { queuePorts } from "../../../functions/api-notifications/adapters";
import { notificationAnswers } from "../../../functions/api-notifications/notifications";
import { uploadPorts } from "../../../functions/api-uploads/adapters";
import { uploadAnswers } from "../../../functions/api-uploads/uploads";
import { sendBatch } from "../../../functions/sender/batch";
import { textsIn } from "../../../functions/shared/json";
import { answerTo } from "../../../functions/token-authorizer/answer";
import { verifierOf } from "../../../functions/token-authorizer/verifier";
import { checkPorts } from "../../../functions/uploads-check/adapters";
import { checkBatch } from "../../../functions/uploads-check/batch";
import { FakeIssuer, FakeKept, type Signer } from "../../functions/shared/tokens";
import type { DeployedFunction } from "../../support/deployed";
import { World as Messages } from "../../support/messaging/world";
import { SdkStub } from "../../support/sdk-stub";
import { MemoryUploads } from "./uploads";
import type { Ways } from "./ways";

/** Somebody who uses the platform: by AWS credentials, or by a token of the pool. */
export interface Person {
  readonly sub: string;
  readonly groups: readonly string[];
  readonly by: "signature" | "token";
}

export interface Sent {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a place is made from: its ways in the graph, its functions with their environments, and the keys of the pool, as each place has kept them. */
export interface PlaceArgs {
  readonly key: string;
  readonly region: string;
  readonly ways: Ways;
  readonly functions: readonly DeployedFunction[];
  readonly signer: Signer;
  /** Tokens that are handed out, by the person's `sub`. */
  readonly tokenOf: (person: Person) => string;
}

interface Ask { readonly resource: string; readonly httpMethod: string; readonly body?: unknown; readonly path?: Readonly<Record<string, string>> }

/** One place with the handlers that are deployed there, their environments, and everything else in memory. */
export class PlaceInMemory {
  readonly messages = new Messages([]);
  readonly uploads = new MemoryUploads();
  readonly #objects = new Map<string, Uint8Array>();
  readonly #queues = new Map<string, string[]>();
  readonly #stub: SdkStub;

  constructor(private readonly args: PlaceArgs) {
    this.#stub = new SdkStub({
      "sqs:SendMessage": ({ QueueUrl, MessageBody }) => {
        this.#queues.set(String(QueueUrl), [...this.#queues.get(String(QueueUrl)) ?? [], String(MessageBody)]);
        return { MD5OfMessageBody: createHash("md5").update(String(MessageBody)).digest("hex") };
      },
      "s3:HeadObject": ({ Bucket, Key }) => {
        const body = this.#objects.get(`${String(Bucket)}/${String(Key)}`) ?? new Uint8Array();
        return { ContentLength: body.length, ContentType: "image/png", ChecksumSHA256: createHash("sha256").update(body).digest("base64") };
      },
      "s3:GetObject": ({ Bucket, Key }) => ({ Body: { transformToByteArray: () => Promise.resolve(this.#objects.get(`${String(Bucket)}/${String(Key)}`)) } }),
    });
  }

  /** A call by the public name, past whoever says who asks, to the function that the API's body names for it. */
  async call(person: Person, what: string, asked: Omit<Ask, "httpMethod" | "resource"> = {}): Promise<Sent> {
    const [httpMethod = "", path = ""] = what.split(" ");
    const resource = person.by === "signature" ? `/signed${path}` : path;
    const deployed = this.functionAt(this.args.ways.functionBehind(httpMethod, resource));
    const handler = serve(this.answersOf(deployed), {
      userPoolId: valueOf(deployed, "USER_POOL_ID"), webOrigin: valueOf(deployed, "WEB_ORIGIN"), report: (error) => assert.fail(String(error)),
    });
    const event = { httpMethod, resource, pathParameters: asked.path ?? null, isBase64Encoded: false, body: asked.body === undefined ? null : JSON.stringify(asked.body), requestContext: await this.contextOf(person, deployed) };
    const { statusCode, body } = await handler(event as unknown as APIGatewayProxyEvent);
    return { status: statusCode, body: body === "" ? {} : JSON.parse(body) as Sent["body"] };
  }

  /** Hands what is in the queue to the function that the graph has for it. Gives back the addresses that something was pushed to. */
  async deliver(): Promise<readonly string[]> {
    const before = this.messages.sent.length;
    for (const { queueUrl, functionName } of this.args.ways.polled()) {
      if (this.functionAt(functionName).code !== "sender") continue;
      const bodies = this.#queues.get(queueUrl)?.splice(0) ?? [];
      const refuse = (): never => assert.fail("nothing is put aside, and nothing comes again");
      await sendBatch(bodies.map((body, rank) => ({ messageId: String(rank), receiptHandle: String(rank), body, tries: 1 })), Object.assign(Object.create(this.messages) as Messages, {
        hide: refuse, setAside: refuse, chance: () => 0, remaining: () => 60_000, report: ({ error }: { readonly error?: unknown }) => assert.equal(error, undefined),
      }));
    }
    return this.messages.sent.slice(before);
  }

  /** Sends a file to where a ticket says, and tells whoever the bucket tells, as often as S3 may. */
  async send(url: string, body: Uint8Array): Promise<readonly string[]> {
    const { hostname, pathname } = new URL(url);
    const bucket = hostname.replace(`.s3.${this.args.region}.amazonaws.com`, "");
    return this.arrive(bucket, { key: pathname.slice(1), body });
  }

  /** A file that is in a bucket of this place from now on, sent or by replication. */
  async arrive(bucket: string, { key, body }: { readonly key: string; readonly body: Uint8Array }): Promise<readonly string[]> {
    this.#objects.set(`${bucket}/${key}`, body);
    const notice = JSON.stringify({ Records: [{ s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key).replaceAll("%2F", "/"), versionId: "v1" } } }] });
    const told = this.functionAt(this.args.ways.toldOf(bucket, key));
    assert.equal(told.code, "uploads-check");
    const ports = { ...checkPorts({ dynamodb: this.#stub.client(DynamoDBClient, this.args.region), s3: this.#stub.client(S3Client, this.args.region) }, valueOf(told, "UPLOADS_TABLE")), uploads: this.uploads };
    const seen: string[] = [];
    await checkBatch([{ messageId: "1", body: notice }, { messageId: "2", body: notice }], ports, { seen: (outcome) => seen.push(outcome), failed: (error) => assert.fail(String(error)) });
    return seen;
  }

  /** Takes over what replication has brought from another place by now. */
  hearFrom(other: PlaceInMemory): void {
    this.messages.hearFrom(other.messages);
    this.uploads.hearFrom(other.uploads);
  }

  /** Files that came here, by bucket and key. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return this.#objects;
  }

  private functionAt(name: string): DeployedFunction {
    return this.args.functions.find((each) => each.name === name) ?? assert.fail(`there is no function ${name}`);
  }

  private answersOf(deployed: DeployedFunction): readonly Answered[] {
    const { region } = this.args;
    switch (deployed.code) {
      case "api-devices": return deviceAnswers(this.messages.devices);
      case "api-notifications": return notificationAnswers({ ...queuePorts(this.#stub.client(SQSClient, region), valueOf(deployed, "NOTIFICATIONS_QUEUE")), now: () => new Date(this.messages.clock * 1000) }, valueOf(deployed, "PROVIDER_GROUP"));
      case "api-uploads": return uploadAnswers({
        ...uploadPorts({ dynamodb: this.#stub.client(DynamoDBClient, region), s3: this.#stub.client(S3Client, region) }, {
          tableName: valueOf(deployed, "UPLOADS_TABLE"), bucket: valueOf(deployed, "UPLOADS_BUCKET"), keyArn: valueOf(deployed, "UPLOADS_KEY"),
        }), uploads: this.uploads,
      }, { mostBytes: Number(valueOf(deployed, "UPLOADS_MOST_BYTES")), seconds: Number(valueOf(deployed, "UPLOADS_SECONDS")) });
      default: return assert.fail(`nobody walks to ${deployed.code} here`);
    }
  }

  /** What API Gateway says of a caller: by credentials of the identity pool, or by the word of the place's authorizer. */
  private async contextOf(person: Person, deployed: DeployedFunction): Promise<object> {
    const provider = `cognito-idp.${this.args.region}.amazonaws.com/${valueOf(deployed, "USER_POOL_ID")}`;
    if (person.by === "signature") return { authorizer: null, identity: { cognitoAuthenticationType: "authenticated", cognitoAuthenticationProvider: `${provider},${provider}:CognitoSignIn:${person.sub}` } };
    const authorizer = this.functionAt(this.args.ways.authorizer());
    const texts = (name: string): readonly string[] => textsIn(name, valueOf(authorizer, name));
    // The keys of the pool, as the first place kept them and the table brought them here; nobody else is asked.
    const verify = verifierOf({ issuers: texts("ISSUERS"), clientIds: texts("CLIENT_IDS"), places: texts("PLACES") }, {
      kept: new FakeKept({ use2: [this.args.signer.publicKey], usw2: [] }), issuer: new FakeIssuer({}), now: Date.now,
    });
    const answer = answerTo({ kind: "api", token: this.args.tokenOf(person), methodArn: `arn:aws:execute-api:${this.args.region}:123456789012:a/live/GET/x` }, await verify(this.args.tokenOf(person)));
    return { authorizer: "context" in answer ? answer.context : null, identity: {} };
  }
}

function valueOf({ name, environment }: DeployedFunction, key: string): string {
  return environment[key] ?? assert.fail(`${name} is not told ${key}`);
}
