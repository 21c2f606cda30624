import type * as pulumi from "@pulumi/pulumi";
import { Firewall, type FirewallSpec } from "../components/firewall";
import { SyncApi, type SyncProgram } from "../components/sync";
import { type GlobalTable } from "../components/tables";
import { type Region } from "./region";
import { firewallSpecOf, type Settings } from "./settings";
import { type PlaceTokens } from "./tokens";

/** Where the devices of a place's users keep their records in step. */
export interface PlaceSync {
  readonly graphqlUrl: pulumi.Output<string>;
  readonly realtimeUrl: pulumi.Output<string>;
  readonly apiId: pulumi.Output<string>;
  readonly apiArn: pulumi.Output<string>;
  /** How a client signs in, in the words of AWS's client libraries: with the token alone in the header `Authorization`. */
  readonly authType: "AWS_LAMBDA";
}

export interface SyncArgs {
  readonly settings: Settings;
  /** Bundled once, for both places. */
  readonly program: SyncProgram;
  readonly records: GlobalTable;
  /** Function of the same place that says who calls. */
  readonly tokens: PlaceTokens;
}

/** Builds the API of a place and its firewall; nothing where nothing serves. */
export function buildSync({ place, keys, posture, operators, inside }: Region, args: SyncArgs): PlaceSync | undefined {
  if (!posture.service) return undefined;
  const { settings, program, records, tokens } = args;
  const { sharers, overlapSeconds, fullSyncHours, tombstoneDays, introspection, fieldLogs, logRetentionDays } = settings.sync;
  const { tableName, keyArn } = records.endIn(place);
  const api = new SyncApi(`${place.key}-sync`, {
    place, program, introspection, authorizer: { arn: tokens.authorizerArn, name: tokens.authorizerName }, alarmActionArns: [operators.arn],
    table: { place, tableName, keyArn },
    rules: { sharers, overlapMs: overlapSeconds * 1000, fullEveryMs: fullSyncHours * 3_600_000, tombstoneSeconds: tombstoneDays * 86_400 },
    logs: { keyArn: keys.arnOf("logs"), retentionDays: logRetentionDays, fields: fieldLogs },
  }, inside);
  new Firewall(`${place.key}-sync-firewall`, {
    place, spec: syncFirewall(settings), logsKeyArn: keys.arnOf("logs"), protects: { api: api.apiArn },
  }, inside);
  const { graphqlUrl, realtimeUrl, apiId, apiArn } = api;
  return { graphqlUrl, realtimeUrl, apiId, apiArn, authType: "AWS_LAMBDA" };
}

/**
 * The stack's firewall as it suits this API: bodies are large, a token may stand in the query of a subscription, no SQL lies behind
 * it, no checker of Route 53 asks for it, and an app can solve no puzzle.
 */
export function syncFirewall(settings: Settings): FirewallSpec {
  return { ...firewallSpecOf(settings.firewall), sqlInjection: false, abuse: undefined, largeBodyPaths: ["/graphql"], tokenInQuery: true };
}
