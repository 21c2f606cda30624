import { allow } from "../components/core/iam";
import { Schedule } from "../components/core/lambda-schedule";
import { arnOf } from "../components/core/place";
import { findItems, useItems } from "../components/tables";
import { eraseUploads, inspectUploads, Notices, Worker, workThrough } from "../components/uploads";
import { waysOut, type ApiSite } from "./api-functions";
import { buildFunction } from "./functions";

/** A batch of ten files, of each of which the first bytes are read. */
const checkSeconds = 60;

/** Builds what looks at the files that users send. */
export function checkUploads(site: ApiSite): void {
  const { region: { place, keys, inside, operators }, stores, tables, network } = site;
  const name = `${place.key}-uploads-check`;
  const notices = new Notices(`${place.key}-uploads-notices`, {
    place, bucket: stores.uploads, keyArn: keys.arnOf("intake"), workSeconds: checkSeconds, alarmActionArns: [operators.arn],
  }, inside);
  const check = buildFunction(name, {
    code: "uploads-check", description: "Looks at files that users have sent: whether they are what they were announced as.", timeoutSeconds: checkSeconds, memoryMiB: 512,
    environment: { UPLOADS_TABLE: tables.uploads.tableName }, failedEvents: "none",
    grants: [
      ...useItems(tables.uploads, ["dynamodb:GetItem", "dynamodb:UpdateItem"]),
      ...inspectUploads({ place, arn: stores.uploads.arn, keyArn: keys.arnOf("storage") }),
      ...workThrough({ place, arn: notices.queueArn, keyArn: keys.arnOf("intake") }),
    ],
    network: { of: network, waysOut: waysOut(network, ["dynamodb", "s3"]) },
  }, site);
  new Worker(`${place.key}-uploads-worker`, { queueArn: notices.queueArn, function: { functionName: check.functionName, ready: check } }, inside);
}

/** How often open wishes are gone through: whoever deletes an account is told that it takes a day. */
const [eraseMinutes, eraseSeconds] = [15, 300];

/**
 * Builds what erases accounts. The place where the pool was born deletes the user and ends the wish; the other one cannot, since its
 * pool is a replica. Which place that is never changes.
 */
export function eraseAccounts(site: ApiSite): void {
  const { region: { place, inside }, settings, stores, tables, network } = site;
  const ends = settings.places[0].key === place.key;
  const schedule = new Schedule(`${place.key}-account-erasing`, { description: "Erases the accounts whose users asked for it", everyMinutes: eraseMinutes }, inside);
  schedule.call(buildFunction(`${place.key}-account-eraser`, {
    code: "account-eraser", description: "Erases the accounts whose users asked for it, as far as this place can.", timeoutSeconds: eraseSeconds, memoryMiB: 512,
    environment: environmentOf(site, ends), invokers: { schedule: schedule.invoker }, failedEvents: "queue",
    grants: [
      ...(ends ? [allow({
        sid: "DeleteUsers", actions: ["cognito-idp:AdminDeleteUser"], resources: [site.userPoolId.apply((id) => arnOf(place, "cognito-idp", `userpool/${id}`))],
      })] : []),
      ...useItems(tables.accounts, ["dynamodb:PutItem", ...(ends ? ["dynamodb:Query", "dynamodb:UpdateItem"] as const : [])]),
      findItems(tables.accounts, ["open"]),
      ...useItems(tables.attempts, ["dynamodb:DeleteItem"]),
      ...useItems(site.messaging.tables.devices, ["dynamodb:DeleteItem", "dynamodb:Query"]),
      ...useItems(site.messaging.tables.preferences, ["dynamodb:DeleteItem"]),
      ...useItems(tables.records, ["dynamodb:DeleteItem", "dynamodb:Query"]),
      findItems(tables.records, ["memberships"]),
      ...useItems(tables.uploads, ["dynamodb:DeleteItem", "dynamodb:Query"]),
      ...eraseUploads({ place, arn: stores.uploads.arn, keyArn: site.region.keys.arnOf("storage") }),
    ],
    network: { of: network, waysOut: waysOut(network, ["dynamodb", "s3", ...(ends ? ["internet"] as const : [])]) },
  }, site));
}

function environmentOf({ region: { place }, settings, stores, tables, messaging, userPoolId }: ApiSite, ends: boolean) {
  return {
    ACCOUNTS_TABLE: tables.accounts.tableName, ATTEMPTS_TABLE: tables.attempts.tableName, DEVICES_TABLE: messaging.tables.devices.tableName, PREFERENCES_TABLE: messaging.tables.preferences.tableName,
    RECORDS_TABLE: tables.records.tableName, UPLOADS_TABLE: tables.uploads.tableName, UPLOADS_BUCKET: stores.uploads.bucketName,
    ENDS_DELETIONS: String(ends), PLACE: place.key, PLACES: settings.places.map(({ key }) => key).join(","), USER_POOL_ID: userPoolId,
  };
}
