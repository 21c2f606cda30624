import assert from "node:assert/strict";
import { unknownStringValue } from "../../policies/lib/sdk";
import { rules } from "../../policies/pack";
import { files } from "./native-files";
import { type Parts, type Twin } from "./native-parts";
import { joined } from "./native-joined";
import { doors, rights, running } from "./native-running";
import { stores } from "./native-stores";
import { askAbout, askAboutAll, cannotDecide, urnOf, verdict, type Said, type Sketch } from "./support";

const asked = rules.filter(({ name }) => !/^(governance|parity)-/.test(name));

/** Everything that the pack says about the first of these resources, by itself and among the others: rule, and what is wrong. */
async function saidOf({ sound }: Twin, { props, beside, options = { protect: true } }: Parts): Promise<readonly (readonly [rule: string, sentence: string])[]> {
  const subject = plain({ ...sound, props, options });
  const answers = await Promise.all([askAbout(asked, subject), askAboutAll(asked, [subject, ...beside.map(plain)])]);
  const lines = answers.flatMap(({ said }): readonly Said[] => said).filter(({ urn, message }) => urn === urnOf(subject) || (urn === "" && message.includes(`${sound.name ?? ""}:`)));
  return lines.map(({ rule, message }) => [rule, (message.split("\n")[1] ?? message).replace(/^\S+: /, "")] as const);
}

/** Without what is not there: a structure that travels has no such thing as nothing. */
const plain = (sketch: Sketch): Sketch => JSON.parse(JSON.stringify(sketch)) as Sketch;

const twins: Readonly<Record<string, Twin>> = { ...stores, ...files, ...doors, ...running, ...rights, ...joined };

for (const [title, twin] of Object.entries(twins)) {
  describe(`${title} of the other provider`, () => {
    const parts: Parts = { props: twin.sound.props ?? {}, beside: twin.beside ?? [] };

    it("is let be where it is sound", async () => assert.deepEqual(await saidOf(twin, parts), []));

    for (const [rule, flaws] of Object.entries(twin.spoilt)) {
      for (const [sentence, change] of flaws) {
        it(`is caught by ${rule}: ${sentence}`, async () => {
          const said = await saidOf(twin, change(parts));
          assert.deepEqual(said.filter(([name]) => name === rule).map(([, line]) => line), [sentence], JSON.stringify(said));
        });
      }
    }
  });
}

/** What needs a setting to be on, or another kind of statement than the sketches have. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "aws-native:s3:Bucket": ["recovery-archives-are-locked"],
  "aws-native:secretsmanager:Secret": ["least-privilege-resource-policies-name-principals"],
  "aws-native:sns:Topic": ["least-privilege-resource-policies-name-principals"], "aws-native:sqs:Queue": ["least-privilege-resource-policies-name-principals"],
  "aws-native:iam:ManagedPolicy": ["least-privilege-actions-exist"], "aws-native:iam:RolePolicy": ["least-privilege-actions-exist"], "aws-native:iam:GroupPolicy": ["least-privilege-actions-exist"],
};

describe("a resource of the other provider", () => {
  it("is held against every rule that speaks of what it means", () => {
    for (const type of new Set(Object.values(twins).map(({ sound }) => sound.type))) {
      const speaking = asked.filter((rule) => rule.types.includes(type)).map(({ name }) => name);
      const held = Object.values(twins).filter(({ sound }) => sound.type === type).flatMap(({ spoilt }) => Object.keys(spoilt));
      assert.deepEqual(speaking.filter((name) => !held.includes(name)), elsewhere[type] ?? [], type);
    }
  });

  const open: readonly (readonly [rule: string, type: string, props: object, property: string])[] = [
    ["exposure-security-groups-open-only-web", "aws-native:ec2:SecurityGroup", { securityGroupIngress: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIp: unknownStringValue }] }, "securityGroupIngress[0].cidrIp"],
    ["exposure-security-groups-open-only-web", "aws-native:ec2:SecurityGroup", { securityGroupIngress: unknownStringValue }, "securityGroupIngress"],
    ["exposure-balancers-drop-odd-requests", "aws-native:elasticloadbalancingv2:LoadBalancer", { loadBalancerAttributes: unknownStringValue }, "routing.http.desync_mitigation_mode of subject, routing.http.drop_invalid_header_fields.enabled"],
    ["encryption-tables-use-customer-keys", "aws-native:dynamodb:Table", { sseSpecification: unknownStringValue }, "sseSpecification"],
    ["encryption-listeners-use-tls", "aws-native:elasticloadbalancingv2:Listener", { protocol: "HTTP", port: 80, defaultActions: [{ type: unknownStringValue }] }, "defaultActions[0].type"],
    ["exposure-subnets-and-tasks-have-no-public-address", "aws-native:ecs:Service", { networkConfiguration: { awsvpcConfiguration: { assignPublicIp: unknownStringValue } } }, "networkConfiguration.awsvpcConfiguration.assignPublicIp"],
    ["encryption-databases-refuse-plain-connections", "aws-native:rds:DbCluster", { engine: unknownStringValue }, "engine"],
    ["recovery-tables-outlive-a-region", "aws-native:dynamodb:GlobalTable", { replicas: unknownStringValue }, "replicas"],
    ["recovery-buckets-outlive-a-region", "aws-native:s3:Bucket", { versioningConfiguration: unknownStringValue }, "versioningConfiguration"],
  ];
  for (const [name, type, props, property] of open) {
    it(`is left open by ${name} while ${property} of a ${type.split(":")[2] ?? ""} is not known`, async () => {
      const rule = rules.find((each) => each.name === name) ?? assert.fail(name);
      const said = await verdict(rule, { type, props: props as Readonly<Record<string, unknown>> });
      assert.equal(said.includes(cannotDecide(rule, `${property} of subject`)), true, said.join("\n"));
    });
  }
});
