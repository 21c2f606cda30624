import { type PlaceDatabase } from "./database";
import { wanted } from "./database-shape";
import { type Region } from "./region";
import { type Settings } from "./settings";
import { mapValues, type Shared } from "./shared";
import { type PlaceStores } from "./stores";
import { type BucketDoor, type DatabaseDoor, type Provisions } from "./uses";

/** A place's own data. */
interface Holder {
  readonly region: Region;
  readonly stores: PlaceStores;
  readonly database: PlaceDatabase | undefined;
}

/** What a place has for its services: its own, and its own ends of what both places share. */
export function provisionsOf({ region: { place, keys }, stores, database }: Holder, { tables, control, secrets }: Shared, settings: Settings): Provisions {
  const bucket = (key: "archive" | "content"): BucketDoor =>
    ({ place, key, arn: stores[key].arn, bucketName: stores[key].bucketName, keyArn: keys.arnOf("storage") });
  return {
    place,
    database: doorOf(database, settings),
    tables: mapValues(tables, (_, table) => table.endIn(place)),
    control: control.endIn(place),
    secrets: mapValues(secrets, (_, secret) => secret.endIn(place)),
    archive: bucket("archive"),
    content: bucket("content"),
  };
}

function doorOf(database: PlaceDatabase | undefined, settings: Settings): DatabaseDoor | undefined {
  if (database?.proxy === undefined) return undefined;
  const { proxy, applicationUser } = database;
  return {
    proxyArn: proxy.arn, host: proxy.endpoint, readHost: proxy.readEndpoint, port: proxy.port, databaseName: settings.database.name,
    userName: wanted.users.application, user: applicationUser,
  };
}
