import type * as pulumi from "@pulumi/pulumi";
import { Topic } from "../components/messaging";
import { type PlaceToday } from "./places";
import { type PlaceKeys } from "./runtime";
import { type Settings } from "./settings/schema";

/** Services that tell operators something, by the word that a policy has for them. */
const publishers = {
  Alarms: { principal: "cloudwatch.amazonaws.com", account: "told" },
  Backups: { principal: "backup.amazonaws.com", account: "told" },
  Budgets: { principal: "budgets.amazonaws.com", account: "told" },
  Events: { principal: "events.amazonaws.com", account: "untold" },
} as const;

/** The topic by which a place tells people that something is wrong with it: what every alarm of the place publishes to. */
export function buildOperators(place: PlaceToday, { keys, settings }: { readonly keys: PlaceKeys; readonly settings: Settings }, opts: pulumi.ComponentResourceOptions): Topic {
  return new Topic(`${place.key}-messaging-operators`, {
    place, keyArn: keys.arnOf("messages"), publishers, subscribers: settings.messaging.operators,
  }, opts);
}
