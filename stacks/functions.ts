import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, type LambdaFunctionArgs } from "../components/core/lambda";
import { type WayOut } from "../components/core/lambda-network";
import { type Network } from "../components/network";
import { bundleOf, type Bundles } from "./bundles";
import { type Region } from "./region";
import { type Settings } from "./settings";

/** Where a function stands: its place, and what all functions have in common. */
export interface FunctionSite {
  readonly region: Region;
  /** Code of every function: bundled once, by the platform. */
  readonly bundles: Bundles;
  readonly settings: Settings;
}

/** What a function of a place is, beside what all of them have. */
export interface FunctionSpec extends Pick<LambdaFunctionArgs, "description" | "environment" | "grants"> {
  /** Folder of its code below `functions/`. */
  readonly code: string;
  readonly timeoutSeconds: number;
  /** @defaultValue 256 */
  readonly memoryMiB?: number;
  /** Services that call it. @defaultValue none: IAM decides alone */
  readonly invokers?: LambdaFunctionArgs["calls"]["invokers"];
  /** `queue` for whoever is called by events that nobody waits for. */
  readonly failedEvents: LambdaFunctionArgs["calls"]["failedEvents"];
  /** Whether an error is how it says no, as Cognito and API Gateway want it. @defaultValue false: an error is a failure */
  readonly refusesByError?: boolean;
  /** The network that it needs, and everything that it may reach there. @defaultValue it reaches the internet, and nothing private */
  readonly network?: { readonly of: Network; readonly waysOut: Readonly<Record<string, WayOut>> };
}

/** Enough for waiting on others: Lambda gives a whole processor from 1,769 MiB on. Source: Lambda Developer Guide, "Configure Lambda function memory". */
const defaultMemoryMiB = 256;

/** Builds a function of a place: under the place, with its keys, the stack's retention and its share of calls. */
export function buildFunction(name: string, spec: FunctionSpec, { region, bundles, settings }: FunctionSite): LambdaFunction {
  const { place, keys, inside, operators } = region;
  const reserved = settings.functions.reservedConcurrency[spec.code];
  return new LambdaFunction(name, {
    place, code: bundleOf(bundles, spec.code), description: spec.description, environment: spec.environment, grants: spec.grants,
    capacity: {
      memoryMiB: spec.memoryMiB ?? defaultMemoryMiB, timeoutSeconds: spec.timeoutSeconds,
      ...(reserved !== undefined && { reservedConcurrency: reserved }),
    },
    keys: { functionsArn: keys.arnOf("functions"), logsArn: keys.arnOf("logs") },
    ...(spec.network !== undefined && {
      network: { vpcId: spec.network.of.vpcId, subnetIds: spec.network.of.privateSubnetIds, waysOut: spec.network.waysOut },
    }),
    calls: { invokers: spec.invokers ?? {}, failedEvents: spec.failedEvents },
    watch: { logRetentionDays: settings.functions.logRetentionDays, alarmActionArns: [operators.arn], errors: spec.refusesByError === true ? "most" : "any" },
  }, inside);
}

/** The way to an AWS service: through the place's own endpoint, or over the internet where there is none. */
export function wayTo(service: Settings["network"]["interfaceEndpoints"][number], network: Network, { network: { interfaceEndpoints } }: Settings): WayOut {
  const { endpointsSecurityGroupId } = network;
  return endpointsSecurityGroupId !== undefined && interfaceEndpoints.includes(service)
    ? { port: 443, securityGroupId: endpointsSecurityGroupId } : { port: 443, cidr: "0.0.0.0/0" };
}

/**
 * Refuses settings of functions that are not there.
 *
 * @throws {pulumi.RunError} with all of them.
 */
export function insistOnFunctions({ functions: { reservedConcurrency } }: Settings, bundles: Bundles): void {
  const unknown = Object.keys(reservedConcurrency).filter((name) => !(name in bundles));
  if (unknown.length === 0) return;
  throw new pulumi.RunError(`understudy:functions.reservedConcurrency names ${unknown.join(", ")}: want names out of ${Object.keys(bundles).join(", ")}, the functions that there are`);
}
