import { keys, lockIn, standingIn, type Item } from "../functions/failover-step/control-items";
import { type DatabaseSaid, type TableSaid } from "./guard-truth";

type Places = readonly [string, string];

/** Keys of the items that the guard reads, by a word: what each place last committed, and who activates it. */
export function itemsWanted(places: Places): readonly (readonly [word: string, key: string])[] {
  return places.flatMap((place) => [[`region ${place}`, keyText(keys.region(place))], [`lock ${place}`, keyText(keys.lock(place))]] as const);
}

/** What an item's answer is: its attributes, or nothing where there is no such item. */
export type ItemSaid = { readonly kind: "item"; readonly attributes: string } | { readonly kind: "absent" | "empty" } | { readonly kind: "silent"; readonly why: string };

/**
 * What the provider means by an error. It has words for what is not there; everything else, a refusal too, is no answer.
 * Source: terraform-provider-aws, internal/service/dynamodb/table_item.go, `findTableItem`; internal/service/rds/global_cluster.go,
 * `findGlobalClusterByID`; terraform-plugin-sdk, helper/retry, `NotFoundError`.
 */
export function meaningOf(error: unknown): { readonly kind: "absent" | "empty" } | { readonly kind: "silent"; readonly why: string } {
  const text = sentenceOf(error);
  if (text.includes("empty result")) return { kind: "empty" };
  if (/couldn't find resource|ResourceNotFoundException|GlobalClusterNotFoundFault/.test(text)) return { kind: "absent" };
  return { kind: "silent", why: text };
}

/** What an error says, in one line. */
export function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim();
}

/** What a table says, from the answers to its items: one that stays out, or a table that is not there, decides for all. */
export function tableSaid(places: Places, said: Readonly<Record<string, ItemSaid>>): TableSaid {
  const answers = Object.values(said);
  const silent = answers.find((each) => each.kind === "silent");
  if (silent !== undefined) return silent;
  if (answers.some(({ kind }) => kind === "absent")) return { kind: "absent" };
  const of = <T>(word: string, read: (item: Item | undefined) => T): Readonly<Record<string, T>> => Object.fromEntries(places.map((place) => {
    const answer = said[`${word} ${place}`];
    return [place, read(answer?.kind === "item" ? plain(answer.attributes) : undefined)];
  }));
  return { kind: "record", standings: of("region", standingIn), locks: of("lock", lockIn) };
}

/** The place that a global database is written in: that of its writer's cluster. */
export function writerIn(members: readonly { readonly dbClusterArn: string; readonly isWriter: boolean }[], regions: Readonly<Record<string, string>>): DatabaseSaid {
  const writer = members.find(({ isWriter }) => isWriter);
  if (writer === undefined) return { kind: "stands", writer: undefined };
  const region = writer.dbClusterArn.split(":")[3] ?? "";
  return { kind: "stands", writer: Object.entries(regions).find(([, each]) => each === region)?.[0] ?? region };
}

function keyText(item: Item): string {
  return JSON.stringify(Object.fromEntries(Object.entries(item).map(([name, value]) => [name, { S: value }])));
}

/** Attributes as DynamoDB writes them, as plain values: text and numbers are all that is read. */
function plain(attributes: string): Item {
  return Object.fromEntries(fieldsOf(JSON.parse(attributes)).map(([name, value]) => {
    const [kind, text] = fieldsOf(value).find(([each]) => each === "N" || each === "S") ?? [];
    return [name, kind === "N" ? Number(text) : text];
  }));
}

function fieldsOf(value: unknown): readonly (readonly [name: string, value: unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
