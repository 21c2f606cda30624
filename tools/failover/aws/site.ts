import { posix } from "node:path";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type EvidenceRecord, leverKeyIn, type LeverKind, type Question } from "../../../protocol";
import { callbackIn, keptUntil, keys } from "../../../functions/failover-step/control-items";
import { type Make } from "../../../functions/failover-step/clients";
import { documentsIn } from "../../../functions/failover-step/documents";
import { letGo, pull, pulled } from "../../../functions/failover-step/lever";
import { portsOn, type Senses } from "../../../functions/failover-step/ports";
import { probeOn } from "../../../functions/failover-step/probe";
import { reaching } from "../../../functions/failover-step/reaching";
import { type StepSettings } from "../../../functions/failover-step/settings";
import { type Levers, type People, type Site } from "../platform";
import { type MachineOn, wakeUp } from "./machine";

/** A place on AWS, by its own services. */
export function siteOn(world: StepSettings, machine: MachineOn, { make, senses }: { readonly make: Make; readonly senses: Senses }): Site {
  const { here, common } = world;
  const documents = documentsIn(make, here.region);
  const drillName = `drill-${here.place}.${common.zoneName}`;
  return {
    place: here.place, ports: portsOn(world, make, senses), people: peopleOn(documents, world, machine), levers: leversOn(make(S3Client, here.region), world),
    drillNamed: () => probeOn(senses.ask, senses.names, { ...world, common: { ...common, followedName: drillName } }).dns(),
  };
}

function peopleOn(client: DynamoDBDocumentClient, { here: { place }, common: { controlTable: table } }: StepSettings, machine: MachineOn): People {
  const get = async (key: Record<string, unknown>): Promise<Record<string, unknown> | undefined> =>
    reaching("control table", async () => (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item);
  const put = (item: Record<string, unknown>): Promise<void> => reaching("control table", async () => { await client.send(new PutCommand({ TableName: table, Item: item })); });
  return {
    questions: () => reaching("control table", async () => {
      const { Items = [] } = await client.send(new QueryCommand({
        TableName: table, ConsistentRead: true, KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": keys.question(place, "-")["pk"] },
      }));
      return Items.map(questionIn);
    }),
    async answer(answer) {
      await put({ pk: keys.answers(answer.activation), sk: answer.by, ...answer, expiresAt: keptUntil(answer.at) });
      const callback = callbackIn(await get(keys.question(place, answer.activation)));
      if (callback !== undefined) await wakeUp(machine, callback);
    },
    async suppressedUntil() {
      const until = (await get(keys.suppress(place)))?.["until"];
      return typeof until === "number" ? until : 0;
    },
    suppress: (until) => put({ ...keys.suppress(place), until }),
    signOff: (by) => put({ ...keys.signOff(place), signed: true, by }),
  };
}

function questionIn(item: Record<string, unknown>): Question {
  const { activation, askedAt, answerBy, lines } = item;
  return {
    activation: typeof activation === "string" ? activation : "", askedAt: typeof askedAt === "number" ? askedAt : 0, expiresAt: typeof answerBy === "number" ? answerBy : 0,
    callback: callbackIn(item), lines: Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [],
  };
}

function leversOn(client: S3Client, { here: { leverBucket }, common: { leverKey } }: StepSettings): Levers {
  const bucket = { client, bucket: leverBucket }, keyOf = (kind: LeverKind): string => leverKeyIn(posix.dirname(leverKey), kind);
  return {
    read: (kind) => reaching("lever", () => pulled(bucket, keyOf(kind))),
    set: (kind, epoch) => reaching("lever", () => pull(bucket, keyOf(kind), epoch)),
    clear: (kind) => reaching("lever", () => letGo(bucket, keyOf(kind))),
  };
}

/** Names of what left records in a place's bucket, oldest first by their last part: an epoch, or a time. */
export async function recordedIn(client: S3Client, Bucket: string): Promise<readonly string[]> {
  const { CommonPrefixes = [] } = await reaching("evidence", () => client.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" })));
  const rank = (name: string): number => Number(/^act-.*-(\d+)$/.exec(name)?.[1] ?? 0);
  return CommonPrefixes.flatMap(({ Prefix }) => Prefix?.replace(/\/$/, "") ?? []).sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}

/** The records of one activation, in their order. */
export async function recordsIn(client: S3Client, Bucket: string, activation: string): Promise<readonly EvidenceRecord[]> {
  return reaching("evidence", async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${activation}/` }));
    const found = await Promise.all(Contents.flatMap(({ Key }) => Key ?? []).sort().map(async (Key) => (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString() ?? ""));
    return found.flatMap((text) => {
      const value: unknown = JSON.parse(text);
      return isRecord(value) ? [value] : [];
    });
  });
}

const isRecord = (value: unknown): value is EvidenceRecord => typeof value === "object" && value !== null && "seq" in value && "hash" in value && "step" in value;
