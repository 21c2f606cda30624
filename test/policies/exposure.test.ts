import assert from "node:assert/strict";
import { unknownStringValue } from "../../policies/lib/sdk";
import { balancersStandBehindAFirewall } from "../../policies/rules/exposure/balancers-stand-behind-a-firewall";
import { defaultSecurityGroupsAreEmpty } from "../../policies/rules/exposure/default-security-groups-are-empty";
import { noPublicAddress } from "../../policies/rules/exposure/no-public-address";
import { securityGroupsOpenOnlyWeb } from "../../policies/rules/exposure/security-groups-open-only-web";
import { askAbout, cannotDecide, foreign, objection, verdict, type Sketch } from "./support";

const elsewhere = { type: "aws:sqs/queue:Queue" };

describe("exposure-security-groups-open-only-web", () => {
  const group = (...ingress: readonly unknown[]): Sketch => ({ type: "aws:ec2/securityGroup:SecurityGroup", props: { ingress } });
  const rule = (props: Readonly<Record<string, unknown>>): Sketch => ({ type: "aws:ec2/securityGroupRule:SecurityGroupRule", props: { type: "ingress", ...props } });
  const ingress = (props: Readonly<Record<string, unknown>>): Sketch => ({ type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", props });
  const world = { cidrBlocks: ["0.0.0.0/0"] };
  const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
  const want = "want tcp 80 or 443 where the world may come in";

  for (const [title, sketch] of [
    ["HTTPS from the world", group({ ...https, ...world, ipv6CidrBlocks: ["::/0"] })],
    ["HTTPS from the world, by numbers", ingress({ ipProtocol: "6", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" })],
    ["HTTPS from somewhere not known yet", ingress({ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: unknownStringValue })],
    ["a port from another group", ingress({ ipProtocol: "tcp", fromPort: 8080, toPort: 8080, referencedSecurityGroupId: unknownStringValue })],
    ["every port from private networks", group({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] })],
    ["a port from unique local addresses", ingress({ ipProtocol: "tcp", fromPort: 5432, toPort: 5432, cidrIpv6: "fd00::/8" })],
    ["a port from one company's network", rule({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["203.0.113.0/24"] })],
    ["a group without rules", group()],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, sketch), []);
    });
  }

  for (const [sketch, sentence] of [
    [group({ protocol: "tcp", fromPort: 22, toPort: 22, ...world }), `ingress[0].protocol is tcp 22 from "0.0.0.0/0", ${want}`],
    [group({ ...https, ...world }, { protocol: "tcp", fromPort: 3389, toPort: 3389, ipv6CidrBlocks: ["::/0"] }), `ingress[1].protocol is tcp 3389 from "::/0", ${want}`],
    [rule({ protocol: "-1", fromPort: 0, toPort: 0, ...world }), `protocol is every protocol on every port from "0.0.0.0/0", ${want}`],
    [rule({ protocol: "ALL", fromPort: -1, toPort: -1, ...world }), `protocol is every protocol on every port from "0.0.0.0/0", ${want}`],
    [ingress({ ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }), `ipProtocol is every protocol on every port from "0.0.0.0/0", ${want}`],
    [ingress({ ipProtocol: "tcp", fromPort: 80, toPort: 81, cidrIpv4: "0.0.0.0/0" }), `ipProtocol is tcp 80-81 from "0.0.0.0/0", ${want}`],
    [ingress({ ipProtocol: "TCP", fromPort: 80, toPort: 443, cidrIpv6: "::/0" }), `ipProtocol is tcp 80-443 from "::/0", ${want}`],
    [ingress({ ipProtocol: "17", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" }), `ipProtocol is udp 443 from "0.0.0.0/0", ${want}`],
    [group({ protocol: "6", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }),
      `ingress[0].protocol is tcp 0-65535 from "0.0.0.0/1, 128.0.0.0/1", ${want}`],
    [rule({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["3.0.0.0/8", "13.0.0.0/8"] }), `protocol is tcp 22 from "3.0.0.0/8, 13.0.0.0/8", ${want}`],
    [ingress({ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv6: "2000::/3" }), `ipProtocol is tcp 22 from "2000::/3", ${want}`],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, sketch), [objection(securityGroupsOpenOnlyWeb, `subject: ${sentence}.`)]);
    });
  }

  for (const [sketch, open] of [
    [ingress({ ipProtocol: "tcp", fromPort: 22, toPort: 22, cidrIpv4: unknownStringValue }), "cidrIpv4 of subject"],
    [group({ protocol: "tcp", fromPort: unknownStringValue, toPort: 443, ...world }), "ingress[0].fromPort of subject"],
    [{ ...group(), props: { ingress: [unknownStringValue] } }, "ingress[0] of subject"],
  ] as const) {
    it(`cannot decide without ${open}`, async () => {
      assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, sketch), [cannotDecide(securityGroupsOpenOnlyWeb, open)]);
    });
  }
  it("objects to what it knows, and says what it does not", async () => {
    const sketch = group({ protocol: "tcp", fromPort: 22, toPort: 22, ...world }, { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [unknownStringValue] });
    assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, sketch), [
      objection(securityGroupsOpenOnlyWeb, `subject: ingress[0].protocol is tcp 22 from "0.0.0.0/0", ${want}.`),
      cannotDecide(securityGroupsOpenOnlyWeb, "ingress[1].cidrBlocks[0] of subject"),
    ]);
  });
  it("has no say about ways out, nor about other types", async () => {
    assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, rule({ type: "egress", protocol: "-1", ...world })), ["not applicable: It lets traffic out."]);
    assert.deepEqual(await verdict(securityGroupsOpenOnlyWeb, elsewhere), [foreign(securityGroupsOpenOnlyWeb)]);
  });
});

describe("exposure-default-security-groups-are-empty", () => {
  const vpc: Sketch = { type: "aws:ec2/vpc:Vpc", name: "net", props: { id: "vpc-1" } };
  const group = (props: Readonly<Record<string, unknown>>): Sketch =>
    ({ type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "default", props: { id: "sg-1", vpcId: "vpc-1", ...props } });

  it("is silent about an empty one, before and after it exists", async () => {
    for (const props of [{}, { ingress: [], egress: [] }]) assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, vpc, group(props)), []);
    const before = { ...group({ vpcId: unknownStringValue }), from: { vpcId: ["net"] } };
    assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, { ...vpc, props: { id: unknownStringValue } }, before), []);
  });
  it("knows the VPC of a remote component by the component", async () => {
    const component = { type: "awsx:ec2:Vpc", name: "component" };
    const before = { ...group({ vpcId: unknownStringValue }), from: { vpcId: ["component"] } };
    assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, component, { ...vpc, props: { id: unknownStringValue }, parent: "component" }, before), []);
  });
  for (const [title, resources, sentence] of [
    ["a VPC that leaves it as it is", [vpc], "net: its default security group is as AWS makes it, open within itself, want one without rules."],
    ["one of another VPC", [vpc, group({ vpcId: "vpc-2" })], "net: its default security group is as AWS makes it, open within itself, want one without rules."],
    ["a way in", [vpc, group({ ingress: [{ protocol: "-1", self: true }] })], "default: ingress is 1 rule(s), want none."],
    ["a way out", [vpc, group({ egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] })], "default: egress is 1 rule(s), want none."],
    ["a rule from elsewhere", [vpc, group({}), { type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", name: "out", props: { securityGroupId: "sg-1" } }],
      "out: securityGroupId is the default security group (default), want a group of its own."],
  ] as const) {
    it(`objects to ${title}`, async () => {
      assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, ...resources), [objection(defaultSecurityGroupsAreEmpty, sentence)]);
    });
  }
  it("cannot decide on rules that are not known yet", async () => {
    assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, vpc, group({ ingress: unknownStringValue })),
      [cannotDecide(defaultSecurityGroupsAreEmpty, "ingress of default")]);
  });
  it("has no say in a stack without VPC", async () => {
    assert.deepEqual(await verdict(defaultSecurityGroupsAreEmpty, elsewhere), [foreign(defaultSecurityGroupsAreEmpty)]);
  });
});

describe("exposure-subnets-and-tasks-have-no-public-address", () => {
  const kinds = [
    ["aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch", (value: unknown) => ({ mapPublicIpOnLaunch: value })],
    ["aws:ecs/service:Service", "networkConfiguration.assignPublicIp", (value: unknown) => ({ networkConfiguration: { assignPublicIp: value } })],
    ["aws:ecs/taskSet:TaskSet", "networkConfiguration.assignPublicIp", (value: unknown) => ({ networkConfiguration: { assignPublicIp: value } })],
  ] as const;
  for (const [type, property, props] of kinds) {
    it(`judges ${property} of ${type}`, async () => {
      assert.deepEqual(await verdict(noPublicAddress, { type, props: props(false) }), []);
      assert.deepEqual(await verdict(noPublicAddress, { type, props: {} }), []);
      assert.deepEqual(await verdict(noPublicAddress, { type, props: props(true) }), [objection(noPublicAddress, `subject: ${property} is true, want false.`)]);
      assert.deepEqual(await verdict(noPublicAddress, { type, props: props(unknownStringValue) }), [cannotDecide(noPublicAddress, `${property} of subject`)]);
    });
  }
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(noPublicAddress, elsewhere), [foreign(noPublicAddress)]);
  });
});

describe("exposure-balancers-stand-behind-a-firewall", () => {
  const balancer = (props: Readonly<Record<string, unknown>> = {}): Sketch => ({ type: "aws:lb/loadBalancer:LoadBalancer", name: "front", props: { arn: "arn:lb/1", ...props } });
  const association = (resourceArn: string): Sketch => ({ type: "aws:wafv2/webAclAssociation:WebAclAssociation", name: "waf", props: { resourceArn } });
  const bare = [objection(balancersStandBehindAFirewall, "front: its web ACL is not set, want a WebAclAssociation with it.")];

  for (const [title, resources] of [
    ["a public load balancer with a web ACL", [balancer(), association("arn:lb/1")]],
    ["one that does not exist yet", [balancer({ arn: unknownStringValue }), { ...association(unknownStringValue), from: { resourceArn: ["front"] } }]],
    ["an internal one", [balancer({ internal: true })]],
    ["a network load balancer, which takes none", [balancer({ loadBalancerType: "network" })]],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(balancersStandBehindAFirewall, ...resources), []);
    });
  }
  it("objects to a public load balancer without web ACL, or with another's, of either type", async () => {
    assert.deepEqual(await verdict(balancersStandBehindAFirewall, balancer({ internal: false })), bare);
    assert.deepEqual(await verdict(balancersStandBehindAFirewall, balancer(), association("arn:lb/2")), bare);
    assert.deepEqual(await verdict(balancersStandBehindAFirewall, { ...balancer(), type: "aws:alb/loadBalancer:LoadBalancer" }), bare);
  });
  it("cannot decide without knowing whether it is internal", async () => {
    assert.deepEqual(await verdict(balancersStandBehindAFirewall, balancer({ internal: unknownStringValue })), [cannotDecide(balancersStandBehindAFirewall, "internal of front")]);
  });
  it("has no say in a stack without load balancer", async () => {
    assert.deepEqual(await verdict(balancersStandBehindAFirewall, elsewhere), [foreign(balancersStandBehindAFirewall)]);
  });
});

describe("a message", () => {
  it("says what is wrong, what to write instead, and who demands it", async () => {
    const { said } = await askAbout([noPublicAddress], { type: "aws:ec2/subnet:Subnet", name: "use2-network-public-a", props: { mapPublicIpOnLaunch: true } });
    assert.deepEqual(said.map(({ message }) => message), [[
      "Subnets hand out no public addresses, and tasks ask for none.",
      "use2-network-public-a: mapPublicIpOnLaunch is true, want false.",
      "Fix: Set mapPublicIpOnLaunch or networkConfiguration.assignPublicIp to false; reach out through a NAT gateway or VPC endpoints.",
      "Why: EC2.15 · ECS.2 · ECS.16 · CKV_AWS_130 · CKV_AWS_333 · AWS-0164  https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
    ].join("\n")]);
  });
});
