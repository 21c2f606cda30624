import type * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, type LambdaFunctionArgs } from "../components/core/lambda";
import { type WayOut } from "../components/core/lambda-network";
import { Rotation, Setup, readMaster, rotateMaster, type Member } from "../components/database";
import { bundleOf, type Bundle, type Bundles } from "./bundles";
import { type Core, type Ground } from "./database";
import { wanted } from "./database-shape";
import { type Settings } from "./settings";

interface KeepArgs extends Core {
  readonly member: Member;
  readonly settings: Settings;
  readonly bundles: Bundles;
}

/** A function that waits for a connection and a handful of statements. Lambda has a whole processor from 1,769 MiB on; this needs a fraction. */
const memoryMiB = 256;

/**
 * Users and tables of the database in each place, and a new master password at every interval where the secret lives: a replica
 * of a secret takes none.
 */
export function keepDatabase(ground: Ground, args: KeepArgs): { readonly applicationUser: pulumi.Output<string> } {
  const { region: { place, inside, keys } } = ground;
  const { master, member, home, settings, bundles } = args;
  const secret = { secretName: master.secretName, keyArn: keys.arnOf("secrets") };
  const code = bundleOf(bundles, "database-setup");
  const setup = build(ground, args, {
    part: "setup", code, description: "Makes users, schema and tables of the database, once and again harmlessly.", timeoutSeconds: 180,
    environment: { MASTER_SECRET: master.secretName }, grants: readMaster(place, secret), invokers: {},
  });
  if (home === ground.region) {
    const rotate = build(ground, args, {
      part: "rotate", code: bundleOf(bundles, "database-rotate"), description: "Changes the master password of the database.", timeoutSeconds: 60,
      environment: {}, grants: rotateMaster(place, secret),
      invokers: { secret: { principal: "secretsmanager.amazonaws.com", sourceArn: master.secretArn, account: "told" } },
    });
    new Rotation(`${place.key}-database-rotation`, {
      secretArn: master.secretArn, functionArn: rotate.function.arn, everyDays: settings.database.rotationDays,
      after: [rotate.function, ...rotate.way, ...member.instances],
    }, inside);
  }
  return new Setup(`${place.key}-database-wanted`, {
    functionName: setup.function.functionName, codeHash: code.sha256, wanted, after: [master, setup.function, ...setup.way, ...member.instances],
  }, inside);
}

interface Part extends Pick<LambdaFunctionArgs, "description" | "environment" | "grants"> {
  readonly part: string;
  readonly code: Bundle;
  readonly timeoutSeconds: number;
  readonly invokers: LambdaFunctionArgs["calls"]["invokers"];
}

/** A function with a leg in the place's network, let into its database. */
function build({ region: { place, inside, keys }, network }: Ground, { member, settings }: KeepArgs, part: Part): { readonly function: LambdaFunction; readonly way: readonly pulumi.Resource[] } {
  const built = new LambdaFunction(`${place.key}-database-${part.part}`, {
    place, code: part.code, description: part.description,
    capacity: { memoryMiB, timeoutSeconds: part.timeoutSeconds },
    environment: { DATABASE_HOST: member.endpoint, DATABASE_PORT: String(member.port), DATABASE_NAME: settings.database.name, ...part.environment },
    keys: { functionsArn: keys.arnOf("functions"), logsArn: keys.arnOf("logs") },
    network: {
      vpcId: network.vpcId, subnetIds: network.privateSubnetIds,
      waysOut: { database: { port: member.port, securityGroupId: member.securityGroupId }, secrets: wayToSecrets(network.endpointsSecurityGroupId, settings) },
    },
    grants: part.grants, calls: { invokers: part.invokers, failedEvents: "none" },
    watch: { logRetentionDays: settings.database.logRetentionDays, alarmActionArns: [] },
  }, inside);
  const { securityGroupId } = built;
  return { function: built, way: securityGroupId === undefined ? [] : member.admit({ [part.part]: securityGroupId }) };
}

/** Through the place's own endpoint, or over the internet where there is none. */
function wayToSecrets(endpoints: pulumi.Output<string> | undefined, { network: { interfaceEndpoints } }: Settings): WayOut {
  return endpoints !== undefined && interfaceEndpoints.includes("secretsmanager")
    ? { port: 443, securityGroupId: endpoints } : { port: 443, cidr: "0.0.0.0/0" };
}
