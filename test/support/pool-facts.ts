import assert from "node:assert/strict";
import { type TriggerKey } from "../../components/identity/triggers";
import { nameOf, type Graph, type ResourceState } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { deployedFunctions, type DeployedFunction } from "./deployed";
import { recordedStack } from "./stacks";

/** A user pool as one place of a stack's graph answers for it. */
export interface PoolFacts {
  readonly place: string;
  readonly region: string;
  readonly userPoolId: string;
  /** In the place's own region. */
  readonly arn: string;
  readonly isReplica: boolean;
  readonly settings: PoolSettings;
  readonly clients: Readonly<Record<string, ClientFacts>>;
  readonly providers: readonly string[];
  readonly people: IdentityPoolFacts;
  readonly authorizer: DeployedFunction;
  /** The function that the pool of this place asks, which it may call; nothing where it asks nobody. */
  asks(key: TriggerKey): DeployedFunction | undefined;
}

/** As much of what is asked for as decides what becomes of somebody. */
export interface PoolSettings {
  readonly mfaConfiguration: "OFF" | "ON" | "OPTIONAL";
  readonly enabledMfas: readonly string[];
  readonly policies: { readonly passwordPolicy: { readonly minimumLength: number }; readonly signInPolicy: { readonly allowedFirstAuthFactors: readonly string[] } };
  readonly adminCreateUserConfig: { readonly allowAdminCreateUserOnly: boolean };
  readonly webAuthnFactorConfiguration: string;
}

export interface ClientFacts {
  readonly id: string;
  readonly flows: readonly string[];
  readonly providers: readonly string[];
}

export interface IdentityPoolFacts {
  readonly id: string;
  readonly guests: boolean;
  readonly providers: readonly { readonly clientId: string; readonly providerName: string }[];
  /** By `<provider>:<client>`: the role of each group, the first that fits. */
  readonly rules: Readonly<Record<string, readonly { readonly claim: string; readonly value: string; readonly roleArn: string }[]>>;
  readonly authenticated: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Who may take up a role, as its trust policy says. */
  trusts(roleArn: string): readonly TrustStatement[];
}

export interface TrustStatement {
  readonly Action: string;
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string>>; readonly "ForAnyValue:StringLike": Readonly<Record<string, string>> };
}

type Inputs = Readonly<Record<string, unknown>>;

const read = new Map<string, Promise<PoolFacts>>();

/** The pool of a place, out of a stack's graph. */
export function poolIn(place: string, set: readonly string[] = []): Promise<PoolFacts> {
  const key = JSON.stringify([place, set]);
  const facts = read.get(key) ?? factsOf(place, set);
  read.set(key, facts);
  return facts;
}

async function factsOf(place: string, set: readonly string[]): Promise<PoolFacts> {
  const { graph } = await recordedStack("prod", set);
  const functions = await deployedFunctions("prod", set);
  const all = (type: string): ResourceState[] => graph.resources.filter((resource) => resource.type === type);
  const [pool] = all("aws-native:cognito:UserPool");
  const regional = all("aws-native:cognito:UserPoolRegionalConfigurationAttachment").find((each) => nameOf(each).startsWith(`${place}-`));
  assert.ok(pool !== undefined, "no pool");
  const isReplica = !nameOf(pool).startsWith(`${place}-`);
  const own = revealAll((isReplica ? regional : pool)?.inputs ?? assert.fail(`${place} settles nothing`));
  if (isReplica) assert.equal(own["status"], "ACTIVE");
  const authorizer = functions.find(({ name }) => name === `${place}-tokens-authorizer`) ?? assert.fail("no authorizer");
  const region = regionOf(graph, place);
  const arn = String(pool.outputs?.["arn"]).replace(/^(arn:aws:cognito-idp):[^:]+:/, `$1:${region}:`);
  return {
    place, region, arn, isReplica, userPoolId: String(pool.outputs?.["userPoolId"]), settings: revealAll(pool.inputs) as unknown as PoolSettings,
    clients: Object.fromEntries(all("aws:cognito/userPoolClient:UserPoolClient").map(clientOf)),
    providers: all("aws-native:cognito:UserPoolIdentityProvider").map(({ inputs }) => String(inputs["providerName"])),
    people: peopleIn(graph, place), authorizer,
    asks: (key) => asked({ graph, functions, arn, region }, own["lambdaConfig"] as Inputs | undefined, key),
  };
}

interface Ground {
  readonly graph: Graph;
  readonly functions: readonly DeployedFunction[];
  readonly arn: string;
  readonly region: string;
}

function asked({ graph, functions, arn, region }: Ground, config: Inputs = {}, key: TriggerKey): DeployedFunction | undefined {
  const named = key === "preTokenGeneration" ? (config["preTokenGenerationConfig"] as Inputs | undefined)?.["lambdaArn"] : config[key];
  if (named === undefined) return undefined;
  const state = graph.resources.find(({ type, outputs }) => type === "aws:lambda/function:Function" && outputs?.["arn"] === named);
  assert.ok(state !== undefined, `${key} names no function`);
  assert.equal(regionIn(named), region, `${key} is asked in another region`);
  const mayCall = graph.resources.some(({ type, inputs }) => type === "aws:lambda/permission:Permission" && inputs["function"] === state.outputs?.["name"]
    && inputs["principal"] === "cognito-idp.amazonaws.com" && inputs["sourceArn"] === arn);
  assert.equal(mayCall, true, `${arn} may not call ${nameOf(state)}`);
  return functions.find(({ name }) => name === nameOf(state));
}

const regionIn = (arn: unknown): string | undefined => (typeof arn === "string" ? arn.split(":")[3] : undefined);

/** The region that a place's own function stands in. */
function regionOf(graph: Graph, place: string): string {
  const found = graph.resources.find((each) => each.type === "aws:lambda/function:Function" && nameOf(each) === `${place}-tokens-authorizer`);
  return regionIn(found?.outputs?.["arn"]) ?? assert.fail(`nothing stands in ${place}`);
}

function clientOf(state: ResourceState): readonly [string, ClientFacts] {
  const { explicitAuthFlows, supportedIdentityProviders } = state.inputs as { explicitAuthFlows: string[]; supportedIdentityProviders?: string[] };
  return [nameOf(state).split("-").at(-1) ?? "", { id: state.id ?? "", flows: explicitAuthFlows, providers: supportedIdentityProviders ?? [] }];
}

function peopleIn(graph: Graph, place: string): IdentityPoolFacts {
  const here = (type: string): ResourceState => graph.resources.find((each) => each.type === type && nameOf(each) === `${place}-identity-people`) ?? assert.fail(`${place} has no ${type}`);
  const pool = here("aws:cognito/identityPool:IdentityPool");
  const { roles, roleMappings } = here("aws:cognito/identityPoolRoleAttachment:IdentityPoolRoleAttachment").inputs as {
    readonly roles: { readonly authenticated: string };
    readonly roleMappings: readonly { readonly identityProvider: string; readonly mappingRules: IdentityPoolFacts["rules"][string] }[];
  };
  const { allowUnauthenticatedIdentities, cognitoIdentityProviders } = pool.inputs as {
    readonly allowUnauthenticatedIdentities: boolean; readonly cognitoIdentityProviders: IdentityPoolFacts["providers"];
  };
  const { principalTags } = here("aws:cognito/identityPoolProviderPrincipalTag:IdentityPoolProviderPrincipalTag").inputs as { readonly principalTags: Record<string, string> };
  return {
    id: pool.id ?? "", guests: allowUnauthenticatedIdentities, providers: cognitoIdentityProviders, authenticated: roles.authenticated, tags: principalTags,
    rules: Object.fromEntries(roleMappings.map(({ identityProvider, mappingRules }) => [identityProvider, mappingRules])),
    trusts: (roleArn) => trustOf(graph.resources.find(({ type, outputs }) => type === "aws:iam/role:Role" && outputs?.["arn"] === roleArn)),
  };
}

function trustOf(role: ResourceState | undefined): readonly TrustStatement[] {
  const policy = role?.inputs["assumeRolePolicy"] as { readonly Statement: readonly TrustStatement[] } | string | undefined;
  return (typeof policy === "string" ? JSON.parse(policy) as { readonly Statement: readonly TrustStatement[] } : policy)?.Statement ?? assert.fail("no role");
}
