import { isObject } from "../property";

/** One subnet that awsx would make. */
export interface SubnetPlan {
  /** Name of the subnet, and of what hangs on it. */
  readonly name: string;
  readonly kind: "Public" | "Private" | "Isolated";
  readonly zone: string;
  /** Position of the zone, from 0. */
  readonly zoneIndex: number;
  readonly cidrBlock: string;
  readonly tags: Readonly<Record<string, unknown>>;
}

/** What a VPC component is made of, decided before anything is registered. */
export interface VpcLayout {
  readonly subnets: readonly SubnetPlan[];
  readonly nat: "OnePerAz" | "Single" | "None";
  /** Inputs that the inner VPC takes over as they are. */
  readonly passed: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly region: unknown;
  /** The specifications as the component answers them. */
  readonly specs: readonly Readonly<Record<string, unknown>>[];
}

const passed = ["enableDnsHostnames", "enableDnsSupport", "enableNetworkAddressUsageMetrics", "instanceTenancy", "region"] as const;
const understood = new Set<string>([
  ...passed, "availabilityZoneNames", "cidrBlock", "natGateways", "subnetNameTagStrategy", "subnetSpecs", "subnetStrategy", "tags",
]);
const understoodOfSpec = new Set(["cidrBlocks", "cidrMask", "name", "tags", "type"]);
const kinds = ["Public", "Private", "Isolated"] as const;
const strategies = ["OnePerAz", "Single", "None"] as const;

/**
 * Layout of an `awsx.ec2.Vpc` with strategy Auto, named zones and explicit blocks, as awsx 3.9 decides it.
 * @throws {Error} with every input that is outside of this, by name.
 */
export function layoutOf(name: string, inputs: Readonly<Record<string, unknown>>): VpcLayout {
  const problems: string[] = [];
  for (const key in inputs) if (!understood.has(key)) problems.push(`${key} is not among what a preview can build`);
  if (inputs["subnetStrategy"] !== "Auto") problems.push(`subnetStrategy is ${JSON.stringify(inputs["subnetStrategy"])}, want "Auto"`);
  const zones = strings(inputs["availabilityZoneNames"]);
  if (zones === undefined || zones.length === 0) problems.push("availabilityZoneNames is missing, want the names of the zones");
  if (typeof inputs["cidrBlock"] !== "string") problems.push("cidrBlock is missing, want the block of the VPC");
  const specs = Array.isArray(inputs["subnetSpecs"]) ? inputs["subnetSpecs"].filter(isObject) : [];
  if (specs.length === 0) problems.push("subnetSpecs is missing, want the subnets with their blocks");
  specs.forEach((spec, index) => problems.push(...specProblems(spec, index, zones?.length ?? 0)));
  const nat = natOf(inputs["natGateways"], specs, problems);
  if (problems.length > 0) throw new Error(`awsx:ec2:Vpc '${name}': ${problems.join("; ")}`);
  const shared: VpcLayout = {
    subnets: [], nat, specs: specs.map(answeredSpec), tags: tagsOf(inputs["tags"]), region: inputs["region"],
    passed: Object.fromEntries(["cidrBlock", ...passed].filter((key) => inputs[key] !== undefined).map((key) => [key, inputs[key]])),
  };
  return { ...shared, subnets: subnetsOf({ name, zones: zones ?? [], specs, byZone: inputs["subnetNameTagStrategy"] === "AvailabilityZone" }) };
}

function specProblems(spec: Readonly<Record<string, unknown>>, index: number, zoneCount: number): string[] {
  const where = `subnetSpecs[${index}]`;
  const problems = Object.keys(spec).filter((key) => !understoodOfSpec.has(key)).map((key) => `${where}.${key} is not among what a preview can build`);
  if (kindOf(spec) === undefined) problems.push(`${where}.type is ${JSON.stringify(spec["type"])}, want one of ${kinds.join(", ")}`);
  const blocks = strings(spec["cidrBlocks"]);
  if (blocks === undefined) problems.push(`${where}.cidrBlocks is missing, want one block for each zone`);
  else if (blocks.length !== zoneCount) problems.push(`${where}.cidrBlocks has ${blocks.length} blocks, want one for each of ${zoneCount} zones`);
  return problems;
}

function natOf(given: unknown, specs: readonly Readonly<Record<string, unknown>>[], problems: string[]): VpcLayout["nat"] {
  const asked = isObject(given) ? given : {};
  const wanted = asked["strategy"] ?? "OnePerAz";
  const nat = strategies.find((strategy) => strategy === wanted);
  if (nat === undefined) problems.push(`natGateways.strategy is ${JSON.stringify(wanted)}, want one of ${strategies.join(", ")}`);
  if (strings(asked["elasticIpAllocationIds"])?.length !== undefined) problems.push("natGateways.elasticIpAllocationIds is not among what a preview can build");
  const has = (kind: string): boolean => specs.some((spec) => spec["type"] === kind);
  if (nat !== undefined && nat !== "None" && !(has("Public") && (has("Private") || has("Isolated")))) {
    problems.push(`natGateways.strategy ${nat} wants public subnets for the gateways, and private or isolated ones beside them`);
  }
  return nat ?? "None";
}

interface Addressing {
  readonly name: string;
  readonly zones: readonly string[];
  readonly specs: readonly Readonly<Record<string, unknown>>[];
  /** Whether the Name tag ends in the zone rather than in its number. The resource's own name always has the number. */
  readonly byZone: boolean;
}

function subnetsOf({ name, zones, specs, byZone }: Addressing): SubnetPlan[] {
  return zones.flatMap((zone, zoneIndex) => specs.map((spec): SubnetPlan => {
    const kind = kindOf(spec) ?? "Isolated";
    const stem = `${name}-${typeof spec["name"] === "string" ? spec["name"] : kind.toLowerCase()}`;
    const label = byZone ? `${stem}-${zone.replace(/^[a-z]{2}(?:-[a-z]+)+-/, "")}` : `${stem}-${zoneIndex + 1}`;
    return {
      name: `${stem}-${zoneIndex + 1}`, kind, zone, zoneIndex, cidrBlock: strings(spec["cidrBlocks"])?.[zoneIndex] ?? "",
      tags: { ...tagsOf(spec["tags"]), Name: label, SubnetType: kind },
    };
  }).sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)));
}

function answeredSpec(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(["cidrBlocks", "cidrMask", "name", "type"].filter((key) => spec[key] !== undefined).map((key) => [key, spec[key]]));
}

function kindOf(spec: Readonly<Record<string, unknown>>): SubnetPlan["kind"] | undefined {
  return kinds.find((kind) => kind === spec["type"]);
}

function tagsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}
