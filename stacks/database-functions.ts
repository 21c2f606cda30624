import type * as pulumi from "@pulumi/pulumi";
import { type LambdaFunction } from "../components/core/lambda";
import { Rotation, Setup, readMaster, rotateMaster, type Member } from "../components/database";
import { bundleOf, type Bundles } from "./bundles";
import { type Core, type Ground } from "./database";
import { wanted } from "./database-shape";
import { buildFunction, wayTo, type FunctionSpec } from "./functions";
import { type Settings } from "./settings";

interface KeepArgs extends Core {
  readonly member: Member;
  readonly settings: Settings;
  readonly bundles: Bundles;
}

/**
 * Users and tables of the database in each place, and a new master password at every interval where the secret lives: a replica
 * of a secret takes none.
 */
export function keepDatabase(ground: Ground, args: KeepArgs): { readonly applicationUser: pulumi.Output<string> } {
  const { region: { place, inside, keys } } = ground;
  const { master, member, home, settings, bundles } = args;
  const secret = { secretName: master.secretName, keyArn: keys.arnOf("secrets") };
  const setup = build(ground, args, {
    part: "setup", description: "Makes users, schema and tables of the database, once and again harmlessly.", timeoutSeconds: 180,
    environment: { MASTER_SECRET_NAME: master.secretName }, grants: readMaster(place, secret), invokers: {},
  });
  if (home === ground.region) {
    const rotate = build(ground, args, {
      part: "rotate", description: "Changes the master password of the database.", timeoutSeconds: 60,
      environment: {}, grants: rotateMaster(place, secret),
      invokers: { secret: { principal: "secretsmanager.amazonaws.com", sourceArn: master.secretArn, account: "told" } },
    });
    new Rotation(`${place.key}-database-rotation`, {
      secretArn: master.secretArn, functionArn: rotate.function.arn, everyDays: settings.database.rotationDays,
      after: [rotate.function, ...rotate.way, ...member.instances],
    }, inside);
  }
  return new Setup(`${place.key}-database-wanted`, {
    functionName: setup.function.functionName, codeHash: bundleOf(bundles, "database-setup").sha256, wanted, after: [master, setup.function, ...setup.way, ...member.instances],
  }, inside);
}

interface Part extends Pick<FunctionSpec, "description" | "environment" | "grants" | "timeoutSeconds"> {
  readonly part: string;
  readonly invokers: NonNullable<FunctionSpec["invokers"]>;
}

/** A function with a leg in the place's network, let into its database. */
function build({ region, network }: Ground, { member, settings, bundles }: KeepArgs, part: Part): { readonly function: LambdaFunction; readonly way: readonly pulumi.Resource[] } {
  const { part: word, ...spec } = part;
  const built = buildFunction(`${region.place.key}-database-${word}`, {
    ...spec, code: `database-${word}`, failedEvents: "none",
    environment: { DATABASE_HOST: member.endpoint, DATABASE_PORT: String(member.port), DATABASE_NAME: settings.database.name, ...part.environment },
    network: {
      of: network,
      waysOut: { database: { port: member.port, securityGroupId: member.securityGroupId }, secrets: wayTo("secretsmanager", network, settings) },
    },
  }, { region, bundles, settings });
  const { securityGroupId } = built;
  return { function: built, way: securityGroupId === undefined ? [] : member.admit({ [word]: securityGroupId }) };
}
