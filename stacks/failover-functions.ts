import { type LambdaFunction } from "../components/core/lambda";
import { connectAs, type Proxy } from "../components/database";
import { type Network } from "../components/network";
import { type Hand } from "../functions/failover-step/hands";
import { wanted } from "./database-shape";
import { type Activated } from "./failover-ends";
import { grantsByHand, type GrantArgs } from "./failover-grants";
import { buildFunction, type FunctionSite } from "./functions";

/** Longest that the functions of a hand work: the longest of their steps in the plan. */
const handSeconds: Readonly<Record<Hand, number>> = { observe: 60, scale: 30, promote: 60, traffic: 60, fence: 30, recover: 60 };

/** The SDK's clients for sixteen services are read at a cold start: more memory is more processor. */
const memoryMiB = 1024;

const does: Readonly<Record<Hand, string>> = {
  observe: "Takes the lock, looks, asks people, and records who is active.",
  scale: "Sizes the services of this place.",
  promote: "Asks the database to make this place its writer, waits for it, and opens the way to it.",
  traffic: "Tries what users do, then pulls the lever that claims them.",
  fence: "Takes writing from the other place, and waits for its own confirmation.",
  recover: "Puts back what a failed activation changed, and makes a standby of a place that is back.",
};

/** Builds the functions that run the steps of a place's activation, by hand. */
export function buildHands(site: FunctionSite, args: GrantArgs): Readonly<Record<Hand, LambdaFunction>> {
  const grants = grantsByHand(args);
  const { key } = site.region.place;
  const build = (hand: Hand): LambdaFunction => buildFunction(`${key}-failover-${hand}`, {
    code: "failover-step", description: does[hand], timeoutSeconds: handSeconds[hand], memoryMiB, environment: { HAND: hand }, grants: grants[hand], failedEvents: "none",
  }, site);
  return {
    observe: build("observe"), scale: build("scale"), promote: build("promote"), traffic: build("traffic"), fence: build("fence"), recover: build("recover"),
  };
}

/** Longest that a session of the one function in the network lasts. Who asks gives up before, and asks again: the answer is the same. */
const databaseSeconds = 10;

/** Builds the one function of an activation that reaches the database, as the user that may say who is active. */
export function buildDatabaseHand(site: FunctionSite, { network, database: { member, proxy } }: { readonly network: Network; readonly database: Activated["database"] }): LambdaFunction {
  const { region: { place }, settings } = site;
  const user = wanted.users["failover"] ?? "failover";
  const built = buildFunction(`${place.key}-failover-database`, {
    code: "failover-database", description: "Writes the epoch of an activation, and reads the other place's heartbeat.", timeoutSeconds: databaseSeconds,
    environment: {
      DATABASE_HOST: proxy?.endpoint ?? member.endpoint, DATABASE_READ_HOST: member.readerEndpoint, DATABASE_PORT: String(member.port),
      DATABASE_NAME: settings.database.name, DATABASE_USER: user,
    },
    grants: [
      ...(proxy === undefined ? [] : [connectAs(place, user, proxy.arn)]),
      { ...connectAs(place, user, member.clusterResourceId), Sid: "ConnectToCluster" },
    ],
    failedEvents: "none",
    network: { of: network, waysOut: { ...(proxy !== undefined && { proxy: { port: proxy.port, securityGroupId: proxy.securityGroupId } }), database: { port: member.port, securityGroupId: member.securityGroupId } } },
  }, site);
  admit(built, { member, proxy });
  return built;
}

function admit({ securityGroupId }: LambdaFunction, { member, proxy }: { readonly member: Activated["database"]["member"]; readonly proxy: Proxy | undefined }): void {
  if (securityGroupId === undefined) return;
  member.admit({ failover: securityGroupId });
  proxy?.admit({ failover: securityGroupId });
}
