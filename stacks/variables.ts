import { type Settings } from "./settings/schema";

type Uses = Settings["services"][string]["uses"];

/** Variable with the name of a table, such as `TABLE_SESSIONS`. */
export function tableVariable(key: string): string {
  return `TABLE_${wordOf(key)}`;
}

/** Variable with the name of a secret, never its value, such as `SECRET_SIGNING_NAME`. */
export function secretVariable(key: string): string {
  return `SECRET_${wordOf(key)}_NAME`;
}

function wordOf(key: string): string {
  return key.toUpperCase().replaceAll("-", "_");
}

/** Variables that the platform sets for a service, whatever the place; some are left out where there is nothing to tell. */
export function variablesOf(uses: Uses): readonly string[] {
  return [
    "PLACE",
    ...(uses.database ? ["CONTROL_TABLE", "DATABASE_HOST", "DATABASE_NAME", "DATABASE_PORT", "DATABASE_READ_HOST", "DATABASE_USER"] : []),
    ...Object.keys(uses.tables).map(tableVariable),
    ...(uses.archive === "none" ? [] : ["ARCHIVE_BUCKET"]),
    ...(uses.content === "none" ? [] : ["CONTENT_BUCKET"]),
    ...uses.secrets.map(secretVariable),
  ];
}
