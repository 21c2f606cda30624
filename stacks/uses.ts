import type * as pulumi from "@pulumi/pulumi";
import { deleteObjects, readObjects, restoreObjects, writeObjects, type NamedBucketEnd } from "../components/core/bucket-grants";
import { type Statement } from "../components/core/iam";
import { type Place } from "../components/core/place";
import { connectAs } from "../components/database";
import { ackKey } from "../components/failover";
import { readSecret, type SecretEnd } from "../components/secrets";
import { readItems, useItems, useKeyedItems, writeItems, type TableEnd } from "../components/tables";
import { type ServiceSettings } from "./settings";
import { secretVariable, tableVariable } from "./variables";

/** The application's way to the database of a place. */
export interface DatabaseDoor {
  readonly proxyArn: pulumi.Input<string>;
  readonly host: pulumi.Input<string>;
  /** Absent where nothing answers reads but the writer. */
  readonly readHost: pulumi.Input<string> | undefined;
  readonly port: number;
  readonly databaseName: string;
  /** User that the application signs in as: its name, and the same once it is there. */
  readonly userName: string;
  readonly user: pulumi.Input<string>;
}

/** A bucket of a place, and what it is called there. */
export type BucketDoor = NamedBucketEnd & { readonly bucketName: pulumi.Input<string> };

/** What a place has for its services. */
export interface Provisions {
  readonly place: Place;
  /** Absent where no instance stands. */
  readonly database: DatabaseDoor | undefined;
  readonly tables: Readonly<Record<string, TableEnd>>;
  /** Who is active: whoever writes to the database has to know when to stop, and counts there what was acknowledged. */
  readonly control: TableEnd;
  readonly secrets: Readonly<Record<string, SecretEnd>>;
  readonly archive: BucketDoor;
  readonly content: BucketDoor;
}

type Uses = ServiceSettings["uses"];

/** What a service may do with the data of its place, as statements of its task's role. */
export function grantsOf(uses: Uses, { place, database, tables, control, secrets, archive, content }: Provisions): readonly Statement[] {
  return [
    ...(uses.database && database !== undefined ? [connectAs(place, database.userName, database.proxyArn)] : []),
    ...(uses.database ? [...useItems(control, ["dynamodb:BatchGetItem", "dynamodb:GetItem"]), ...useKeyedItems(control, ["dynamodb:UpdateItem"], [ackKey(place.key).pk])] : []),
    ...Object.entries(uses.tables).flatMap(([key, use]) => tableGrants(tables[key], use)),
    ...(uses.archive === "none" ? [] : [...readObjects(archive), ...restoreObjects(archive), ...(uses.archive === "write" ? writeObjects(archive) : [])]),
    ...(uses.content === "none" ? [] : [...readObjects(content), ...(uses.content === "write" ? [...writeObjects(content), ...deleteObjects(content)] : [])]),
    ...uses.secrets.flatMap((key) => (secrets[key] === undefined ? [] : readSecret(secrets[key]))),
  ];
}

function tableGrants(table: TableEnd | undefined, use: "read" | "write"): readonly Statement[] {
  if (table === undefined) return [];
  return [...readItems(table), ...(use === "write" ? writeItems(table) : [])];
}

/** Where the data is that a service uses, by variable: nothing that a role could change. */
export function bindingsOf(uses: Uses, provisions: Provisions): Readonly<Record<string, pulumi.Input<string>>> {
  const { place, database, tables, control, secrets, archive, content } = provisions;
  return {
    PLACE: place.key,
    ...(uses.database && { CONTROL_TABLE: control.tableName }),
    ...(uses.database && database !== undefined && {
      DATABASE_HOST: database.host, DATABASE_PORT: String(database.port), DATABASE_NAME: database.databaseName, DATABASE_USER: database.user,
      ...(database.readHost !== undefined && { DATABASE_READ_HOST: database.readHost }),
    }),
    ...Object.fromEntries(Object.keys(uses.tables).flatMap((key) => (tables[key] === undefined ? [] : [[tableVariable(key), tables[key].tableName]]))),
    ...(uses.archive !== "none" && { ARCHIVE_BUCKET: archive.bucketName }),
    ...(uses.content !== "none" && { CONTENT_BUCKET: content.bucketName }),
    ...Object.fromEntries(uses.secrets.flatMap((key) => (secrets[key] === undefined ? [] : [[secretVariable(key), secrets[key].secretName]]))),
  };
}
