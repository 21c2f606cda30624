import { join } from "node:path";
import { type DeploymentFacts } from "../../../tools/recorder/service";

/** A program that the real engine has recorded, and what it was told. */
export interface RecordedProgram {
  /** Name of the record. */
  readonly record: string;
  /** Its file in `test/records`. */
  readonly main: string;
  readonly facts: DeploymentFacts;
  /** Whether the record's stand-in for AWS told the allocation ID of an Elastic IP, as AWS does. */
  readonly allocationIds: boolean;
}

export const recordsDir = join(__dirname, "../../records");

const closed = { "pulumi:disable-default-providers": '["*"]' };

function program(record: string, stack: string, given: { main: string; project: string; config: Record<string, string> }): RecordedProgram {
  const { main, project, config } = given;
  const facts = { project, stack, organization: "organization", config, secretKeys: Object.keys(config).filter((key) => key.endsWith(":token")) };
  return { record, main, facts, allocationIds: record.endsWith("allocation-id") };
}

const zones = (project: string, count: number, nat: string) => ({ [`${project}:zones`]: String(count), [`${project}:nat`]: nat });
const explicit = (count: number, nat: string, publicIps = true) =>
  ({ main: "explicit.ts", project: "rec", config: { ...closed, ...zones("rec", count, nat), "rec:publicIps": String(publicIps) } });

export const features = program("features", "t", { main: "features.ts", project: "feat", config: {
  "feat:token": "s3cr3t-token-value",
  "feat:places": JSON.stringify([{ key: "use2", region: "us-east-2", octet: 20 }, { key: "usw2", region: "us-west-2", octet: 30 }]),
} });

const explicitThreeZones = program("explicit-3-zones-one-nat-per-zone", "three", explicit(3, "OnePerAz"));

/** Without default providers, and without packages that take a second to load. */
export const randomExplicit = program("random-explicit", "t", { main: "random-explicit.ts", project: "rnd", config: closed });

/** Every program that the engine has recorded. */
export const recorded: readonly RecordedProgram[] = [
  features,
  program("awsx-vpc-3-zones-one-nat-per-zone", "a", { main: "awsx-vpc.ts", project: "lab", config: zones("lab", 3, "OnePerAz") }),
  program("awsx-vpc-2-zones-single-nat", "b", { main: "awsx-vpc.ts", project: "lab", config: zones("lab", 2, "Single") }),
  explicitThreeZones,
  program("explicit-2-zones-single-nat", "two", explicit(2, "Single")),
  program("explicit-2-zones-single-nat-allocation-id", "two", explicit(2, "Single")),
  program("explicit-2-zones-single-nat-no-public-ips", "quiet", explicit(2, "Single", false)),
  program("explicit-2-zones-no-nat", "none", explicit(2, "None")),
  program("components", "t", { main: "components.ts", project: "cin", config: {} }),
  randomExplicit,
];
