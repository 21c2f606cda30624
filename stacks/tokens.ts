import * as pulumi from "@pulumi/pulumi";
import { Schedule } from "../components/core/lambda-schedule";
import { useItems, type TableEnd } from "../components/tables";
import { buildFunction, type FunctionSite } from "./functions";

/** Who says in a place whether a token is good: a REQUEST authorizer of REST APIs, and an AWS_LAMBDA one of AppSync. */
export interface PlaceTokens {
  readonly authorizerArn: pulumi.Output<string>;
  readonly authorizerName: pulumi.Output<string>;
}

/** What tokens are held against. */
export interface TokensArgs {
  readonly userPoolId: pulumi.Output<string>;
  /** Applications whose tokens count. */
  readonly clientIds: readonly pulumi.Output<string>[];
  /** Replica of the table of keys in the place. */
  readonly keys: TableEnd;
}

/** Minutes between two renewals of the keys. A key that Cognito begins to use in between is asked for by the authorizer itself. */
const renewalMinutes = 15;

/** An authorizer that keeps API Gateway and AppSync waiting longer than that has failed. Its own calls give up before. */
const authorizerSeconds = 8;

/**
 * Builds what verifies tokens in a place. It reads keys that the place itself keeps; the other place is asked for nothing. While the issuer
 * answers, the kept keys are renewed; while it does not, they stay.
 */
export function buildTokens(site: FunctionSite, { userPoolId, clientIds, keys }: TokensArgs): PlaceTokens {
  const { region: { place, inside }, settings } = site;
  const issuers = pulumi.jsonStringify(issuersOf(userPoolId, settings.places.map(({ region }) => region)));
  const shared = { ISSUERS: issuers, KEYS_TABLE: keys.tableName };
  const others = settings.places.map(({ key }) => key).filter((key) => key !== place.key);
  const renewal = new Schedule(`${place.key}-tokens-renewal`, { description: "Renews the keys that tokens are verified with", everyMinutes: renewalMinutes }, inside);
  renewal.call(buildFunction(`${place.key}-tokens-keys`, {
    code: "token-keys", description: "Keeps the keys that tokens are verified with, while their issuer shows them.", timeoutSeconds: 30,
    environment: { ...shared, PLACE: place.key }, grants: useItems(keys, ["dynamodb:GetItem", "dynamodb:PutItem"]),
    invokers: { renewal: renewal.invoker }, failedEvents: "queue",
  }, site));
  const authorizer = buildFunction(`${place.key}-tokens-authorizer`, {
    code: "token-authorizer", description: "Says whom a token speaks for, to API Gateway and AppSync.", timeoutSeconds: authorizerSeconds, memoryMiB: 512,
    environment: { ...shared, CLIENT_IDS: pulumi.jsonStringify(clientIds), PLACES: JSON.stringify([place.key, ...others]) },
    grants: useItems(keys, ["dynamodb:GetItem"]), failedEvents: "none", refusesByError: true,
  }, site);
  return { authorizerArn: authorizer.arn, authorizerName: authorizer.functionName };
}

/**
 * Every name that the pool has in tokens: that of each place, and the one which both answer. The first region is where the pool was born.
 * Source: Amazon Cognito Developer Guide, "User pool endpoints and managed login reference", issuer types; "Multi-Region replication".
 */
function issuersOf(userPoolId: pulumi.Output<string>, regions: readonly string[]): readonly pulumi.Output<string>[] {
  const hosts = [...regions.map((region) => `cognito-idp.${region}`), `issuer-cognito-idp.${regions[0] ?? ""}`];
  return hosts.map((host) => pulumi.interpolate`https://${host}.amazonaws.com/${userPoolId}`);
}
