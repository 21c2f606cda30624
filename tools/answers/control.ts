import { type Call } from "./answers";
import { partitionOf } from "./regions";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null;

/**
 * An item of the table that says who is active, in a platform that stands as its settings say: the active place has recorded its epoch, nobody
 * moves anything, and before the first move nothing is recorded.
 * @throws {Error} in the provider's words, where there is no such item.
 */
export function controlItem({ args, settings }: Call): Values {
  const key = parsed(args["key"]);
  const pk = isValues(key) && isValues(key["pk"]) ? key["pk"]["S"] : undefined;
  const [primary, epoch] = [settings["primary"], String(settings["epoch"])];
  if (pk !== `region#${String(primary)}` || (epoch === "1" && primary === placesIn(settings)[0]?.key)) {
    throw new Error(`reading DynamoDB Table Item (${String(args["tableName"])}|${String(pk)}|-): empty result`);
  }
  const item = { pk: { S: pk }, sk: { S: "-" }, epoch: { N: epoch }, at: { N: "0" }, by: { S: "preview" } };
  return { ...args, id: `${String(args["tableName"])}|${pk}|-`, item: JSON.stringify(item) };
}

/** The global database of such a platform: each place has a member, and the active one has the writer. */
export function globalDatabase({ args, settings, place: { account, region } }: Call): Values {
  const identifier = String(args["identifier"]);
  const partition = partitionOf(region);
  return {
    identifier, arn: `arn:${partition}:rds::${account}:global-cluster:${identifier}`, engine: "aurora-postgresql", storageEncrypted: true, tags: {},
    members: placesIn(settings).map((each) => ({
      dbClusterArn: `arn:${partition}:rds:${each.region}:${account}:cluster:${identifier}-${each.key}`, isWriter: each.key === settings["primary"],
    })),
  };
}

function placesIn(settings: Values): readonly { readonly key: string; readonly region: string }[] {
  const places = parsed(settings["places"]);
  return Array.isArray(places) ? places.filter(isValues).map(({ key, region }) => ({ key: String(key), region: String(region) })) : [];
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
