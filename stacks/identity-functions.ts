import { type LambdaFunction } from "../components/core/lambda";
import { noTriggers, TriggerCalls, triggerKeys, type TriggerKey, type Triggers } from "../components/identity";
import { mapValues } from "./shared";
import { buildFunction, type FunctionSite } from "./functions";
import { dutiesOf, functionSpecsOf, type IdentityData } from "./identity-function-specs";
import { buildIdentity, type Identity, type IdentityArgs, type IdentityParts } from "./identity";
import { type Region } from "./region";

type Built = Readonly<Partial<Record<TriggerKey, LambdaFunction>>>;

/** Functions that the pool of each place asks. */
interface IdentityFunctions {
  /** By the key of the place: the pool, and its replica, are made with them. */
  readonly triggers: Readonly<Record<string, Triggers>>;
  /** Lets the pools call them, once these are there. */
  admit(identity: Identity): void;
}

/** Builds who may come in, and what is asked about them: functions, then the pool that names them, then the right to call them. */
export function buildPeople(regions: readonly [Region, Region], args: Omit<IdentityArgs, "triggers">, tables: IdentityData["tables"]): IdentityParts {
  const { settings, bundles, secrets } = args;
  const [birth, other] = regions;
  const asked = buildIdentityFunctions([{ region: birth, bundles, settings }, { region: other, bundles, settings }], { tables, secrets });
  const identity = buildIdentity(regions, { ...args, triggers: asked.triggers });
  asked.admit(identity.places);
  return identity;
}

/**
 * Builds what is asked at moments in a user's life, in each place that lets users in: whatever became of the other place, a sign-in here asks
 * functions that stand here. The pool of the birth place and its replica each name their own.
 */
function buildIdentityFunctions([birth, other]: readonly [FunctionSite, FunctionSite], data: IdentityData): IdentityFunctions {
  const sites = birth.settings.identity.replication === "native" ? [birth, other] : [birth];
  const duties = dutiesOf(birth.settings);
  const built = sites.map((site) => ({ site, functions: build(site, data) }));
  return {
    triggers: Object.fromEntries(built.map(({ site, functions }) => [site.region.place.key, triggersOf(functions)])),
    admit: (identity) => {
      for (const { site: { region: { place, inside } }, functions } of built) {
        const here = identity[place.key];
        if (here !== undefined) new TriggerCalls(`${place.key}-identity-calls`, { place, userPoolArn: here.userPoolArn, functions, duties }, inside);
      }
    },
  };
}

function build(site: FunctionSite, data: IdentityData): Built {
  const specs = functionSpecsOf(site, data);
  return Object.fromEntries(triggerKeys.flatMap((key) => {
    const spec = specs[key];
    return spec === undefined ? [] : [[key, buildFunction(`${site.region.place.key}-${spec.code}`, spec, site)]];
  }));
}

function triggersOf(functions: Built): Triggers {
  const all = Object.values(functions);
  return all.length === 0 ? noTriggers : { functionArns: mapValues(functions, (_, { arn }) => arn), ready: all };
}
