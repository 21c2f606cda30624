import type * as pulumi from "@pulumi/pulumi";
import { type LambdaFunction } from "../components/core/lambda";
import { type WayOut } from "../components/core/lambda-network";
import { type Network } from "../components/network";
import { sendTo } from "../components/messaging";
import { findItems, useItems, type TableEnd } from "../components/tables";
import { signUploads } from "../components/uploads";
import { putEvents, type UsageStream } from "../components/usage";
import { type Tag } from "../functions/api/operation";
import { buildFunction, type FunctionSite, type FunctionSpec } from "./functions";
import { type PlaceMessaging } from "./messaging";
import { providerGroup } from "./settings/rules/api";
import { type PlaceStores } from "./stores";

/** What functions behind the API work with, in one place. */
export interface ApiSite extends FunctionSite {
  readonly network: Network;
  readonly stores: Pick<PlaceStores, "uploads">;
  readonly messaging: PlaceMessaging;
  readonly tables: { readonly accounts: TableEnd; readonly attempts: TableEnd; readonly uploads: TableEnd; readonly records: TableEnd };
  readonly usage: UsageStream;
  readonly userPoolId: pulumi.Output<string>;
}

/** Tags that a function answers: all but the one that API Gateway answers itself. */
export type AnsweredTag = Exclude<Tag, "place">;

/** API Gateway gives up after 29 seconds; a client that waits for ten has an app that hangs. */
const answerSeconds = 10;

/** What one function has of its own. */
type Part = Pick<FunctionSpec, "description" | "environment" | "grants"> & { readonly ways: readonly ("dynamodb" | "internet")[] };

/** Builds every function behind the API of a place, each with a role of its own, by the tag that it answers. */
export function buildApiFunctions(site: ApiSite): Readonly<Record<AnsweredTag, LambdaFunction>> {
  const parts = partsOf(site);
  const build = (tag: AnsweredTag): LambdaFunction => {
    const { ways, environment, ...part } = parts[tag];
    return buildFunction(`${site.region.place.key}-api-${tag}`, {
      ...part, code: `api-${tag}`, timeoutSeconds: answerSeconds, memoryMiB: 512, failedEvents: "none",
      environment: { USER_POOL_ID: site.userPoolId, WEB_ORIGIN: site.settings.api.webOrigin, ...environment },
      network: { of: site.network, waysOut: waysOut(site.network, ways) },
    }, site);
  };
  return {
    account: build("account"), devices: build("devices"), events: build("events"), notifications: build("notifications"),
    preferences: build("preferences"), uploads: build("uploads"),
  };
}

/** Through the network's gateways where there are any, over the internet to what it has no endpoint for. */
export function waysOut(network: Network, ways: readonly ("dynamodb" | "internet" | "s3")[]): Readonly<Record<string, WayOut>> {
  const known: Readonly<Record<(typeof ways)[number], WayOut>> = {
    dynamodb: { port: 443, prefixListId: network.dynamodbPrefixListId },
    internet: { port: 443, cidr: "0.0.0.0/0" },
    s3: { port: 443, prefixListId: network.s3PrefixListId },
  };
  return Object.fromEntries(ways.map((way) => [way, known[way]]));
}

function partsOf(site: ApiSite): Readonly<Record<AnsweredTag, Part>> {
  const { region: { place }, messaging: { tables: { devices, preferences } }, tables: { accounts } } = site;
  return {
    account: {
      description: "Takes the wish of a user to be forgotten.", ways: ["dynamodb"],
      environment: { ACCOUNTS_TABLE: accounts.tableName }, grants: useItems(accounts, ["dynamodb:GetItem", "dynamodb:PutItem"]),
    },
    devices: {
      description: "Registers, lists and forgets the devices of users.", ways: ["dynamodb"],
      environment: { DEVICES_TABLE: devices.tableName },
      grants: [...useItems(devices, ["dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:UpdateItem"]), findItems(devices, ["address"])],
    },
    events: eventsPart(site, place.key),
    notifications: {
      description: "Sends notifications from providers to users.", ways: ["internet"],
      environment: { NOTIFICATIONS_QUEUE: site.messaging.notifications.queueUrl, PROVIDER_GROUP: providerGroup }, grants: sendTo(site.messaging.notifications),
    },
    preferences: {
      description: "Tells and keeps how users want to be reached.", ways: ["dynamodb"],
      environment: { PREFERENCES_TABLE: preferences.tableName }, grants: useItems(preferences, ["dynamodb:BatchGetItem", "dynamodb:PutItem"]),
    },
    uploads: uploadsPart(site),
  };
}

function eventsPart({ region: { place, keys }, usage }: ApiSite, key: string): Part {
  return {
    description: "Takes usage events.", ways: ["internet"],
    environment: { EVENTS_STREAM: usage.arn, PLACE: key }, grants: putEvents({ place, arn: usage.arn, keyArn: keys.arnOf("intake") }),
  };
}

function uploadsPart({ region: { place, keys }, stores, tables: { uploads }, settings }: ApiSite): Part {
  const keyArn = keys.arnOf("storage");
  return {
    description: "Lets users send files, and tells what became of them.", ways: ["dynamodb"],
    environment: {
      UPLOADS_TABLE: uploads.tableName, UPLOADS_BUCKET: stores.uploads.bucketName, UPLOADS_KEY: keyArn,
      UPLOADS_MOST_BYTES: String(settings.uploads.mostMiB * 2 ** 20), UPLOADS_SECONDS: String(settings.uploads.addressSeconds),
    },
    grants: [...useItems(uploads, ["dynamodb:GetItem", "dynamodb:PutItem"]), ...signUploads({ place, arn: stores.uploads.arn, keyArn })],
  };
}

