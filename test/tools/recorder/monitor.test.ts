import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { layoutOf } from "../../../tools/recorder/expansions/vpc-layout";
import { seconds } from "../../../tools/recorder/options";
import { makeUrn, packageOf, typeOf } from "../../../tools/recorder/urn";
import { record } from "../../support/record";

const vpcInputs = {
  cidrBlock: "10.0.0.0/16", subnetStrategy: "Auto", availabilityZoneNames: ["us-east-2a", "us-east-2b"], natGateways: { strategy: "None" },
  subnetSpecs: [{ type: "Isolated", name: "isolated", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }],
};

describe("the recorder's rules", () => {
  it("chain the types of all ancestors in a URN, but not the stack's", () => {
    const top = makeUrn({ stack: "s", project: "p", type: "a:b:C", name: "c", parent: "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s" });
    assert.equal(top, "urn:pulumi:s::p::a:b:C::c");
    const below = makeUrn({ stack: "s", project: "p", type: "aws:sns/topic:Topic", name: "t", parent: makeUrn({ stack: "s", project: "p", type: "d:e:F", name: "f", parent: top }) });
    assert.equal(below, "urn:pulumi:s::p::a:b:C$d:e:F$aws:sns/topic:Topic::t");
    assert.deepEqual([typeOf(below), packageOf("aws:sns/topic:Topic"), packageOf("pulumi:providers:aws")], ["aws:sns/topic:Topic", "aws", "aws"]);
  });

  it("read the engine's durations, and refuse what is none", () => {
    assert.deepEqual(["90s", "5m", "1h30m", "1.5h", "250ms"].map(seconds), [90, 300, 5400, 5400, 0.25]);
    assert.throws(() => seconds("5 minutes"), { message: 'custom timeout "5 minutes" is no duration: write one such as 90s, 5m or 1h30m' });
  });

  it("hand down protection, retention and what a resource is deleted with", async () => {
    const { graph } = await record(() => {
      const top = new aws.sns.Topic("top");
      const parent = new aws.sns.Topic("parent", {}, { protect: true, retainOnDelete: true, deletedWith: top });
      return new aws.sns.Topic("child", {}, { parent });
    });
    const { protect, retainOnDelete, deletedWith } = graph.one("aws:sns/topic:Topic", "child").state;
    assert.deepEqual({ protect, retainOnDelete, deletedWith }, { protect: true, retainOnDelete: true, deletedWith: graph.one("aws:sns/topic:Topic", "top").urn });
  });

  it("run the transforms of a resource, of its ancestors, then of the stack", async () => {
    const adds = (letter: string): pulumi.ResourceTransform => ({ type, props, opts }) =>
      (type === "aws:sns/topic:Topic" ? { props: { ...props, displayName: `${(props as { displayName?: string }).displayName ?? ""}${letter}` }, opts } : undefined);
    class Nest extends pulumi.ComponentResource {
      constructor() {
        super("t:t:Nest", "nest", {}, { transforms: [adds("b")] });
        new aws.sns.Topic("egg", {}, { parent: this, transforms: [adds("a")] });
        this.registerOutputs();
      }
    }
    const { graph } = await record(() => {
      pulumi.runtime.registerResourceTransform(adds("c"));
      return new Nest();
    });
    assert.deepEqual(graph.inputs("aws:sns/topic:Topic"), { egg: { displayName: "abc" } });
  });

  it("keep what a transform does to options", async () => {
    const { graph } = await record(() => new aws.sns.Topic("a", {}, {
      protect: true, transforms: [({ props, opts }) => ({ props, opts: { ...opts, protect: false, ignoreChanges: ["tags"], customTimeouts: { create: "5m" } } })],
    }));
    const { protect, ignoreChanges, customTimeouts } = graph.one("aws:sns/topic:Topic", "a").state;
    assert.deepEqual({ protect, ignoreChanges, customTimeouts }, { protect: undefined, ignoreChanges: ["tags"], customTimeouts: { create: 300 } });
  });

  it("know the package of a provider that a parent hands down", async () => {
    const { graph } = await record(() => {
      const provider = new aws.Provider("west", { region: "us-west-2" });
      const topic = new aws.sns.Topic("with", {}, { provider });
      return new aws.sns.Topic("below", {}, { parent: topic });
    });
    assert.deepEqual(graph.ofType("aws:sns/topic:Topic").map(({ name, provider }) => [name, provider.split("::")[3]]), [["below", "west"], ["with", "west"]]);
  });

  it("refuse a remote component that nobody here can build, by name", async () => {
    class Cluster extends pulumi.ComponentResource {
      constructor() {
        super("eks:index:Cluster", "c", {}, {}, true);
      }
    }
    await assert.rejects(record(() => new Cluster()),
      { message: "eks:index:Cluster 'c' is built by another program, which does not run here: use one of awsx:ec2:Vpc" });
  });
});

describe("an awsx VPC", () => {
  it("is refused outside of what is compared with the engine, with every reason", () => {
    assert.throws(() => layoutOf("net", {
      ...vpcInputs, subnetStrategy: "Exact", assignGeneratedIpv6CidrBlock: true, vpcEndpointSpecs: [{ serviceName: "s3" }],
      natGateways: { strategy: "Double", elasticIpAllocationIds: ["eipalloc-1"] },
      subnetSpecs: [{ type: "Private", cidrMask: 24 }, { type: "Hidden", cidrBlocks: ["10.0.0.0/24"], size: 8 }],
    }), { message: `awsx:ec2:Vpc 'net': ${[
      "assignGeneratedIpv6CidrBlock is not among what a preview can build", "vpcEndpointSpecs is not among what a preview can build",
      'subnetStrategy is "Exact", want "Auto"', "subnetSpecs[0].cidrBlocks is missing, want one block for each zone",
      "subnetSpecs[1].size is not among what a preview can build", 'subnetSpecs[1].type is "Hidden", want one of Public, Private, Isolated',
      "subnetSpecs[1].cidrBlocks has 1 blocks, want one for each of 2 zones", 'natGateways.strategy is "Double", want one of OnePerAz, Single, None',
      "natGateways.elasticIpAllocationIds is not among what a preview can build",
    ].join("; ")}` });
  });

  it("is refused inputs that wait for other resources, by name", async () => {
    const program = (): awsx.ec2.Vpc => {
      const topic = new aws.sns.Topic("topic");
      return new awsx.ec2.Vpc("net", { ...vpcInputs, tags: { topic: topic.arn } } as awsx.ec2.VpcArgs);
    };
    await assert.rejects(record(program), {
      message: "awsx:ec2:Vpc 'net': tags depends on urn:pulumi:test::understudy::aws:sns/topic:Topic::topic; a preview builds it from plain values only",
    });
  });

  it("needs public subnets for its gateways", () => {
    assert.throws(() => layoutOf("net", { ...vpcInputs, natGateways: { strategy: "Single" } }),
      { message: "awsx:ec2:Vpc 'net': natGateways.strategy Single wants public subnets for the gateways, and private or isolated ones beside them" });
  });

  it("may name its subnets after their zones, in the tag alone", () => {
    const { subnets } = layoutOf("net", { ...vpcInputs, subnetNameTagStrategy: "AvailabilityZone" });
    assert.deepEqual(subnets.map(({ name, tags }) => [name, tags["Name"]]), [["net-isolated-1", "net-isolated-2a"], ["net-isolated-2", "net-isolated-2b"]]);
  });

  it("hands what depends on one of its outputs a dependency on all that has an ID", async () => {
    const { graph } = await record(() => {
      const vpc = new awsx.ec2.Vpc("net", vpcInputs as awsx.ec2.VpcArgs);
      return new aws.ec2.SecurityGroup("group", { vpcId: vpc.vpcId });
    });
    assert.deepEqual(graph.one("aws:ec2/securityGroup:SecurityGroup", "group").dependencies,
      ["aws:ec2/subnet:Subnet net-isolated-1", "aws:ec2/subnet:Subnet net-isolated-2", "aws:ec2/vpc:Vpc net", "awsx:ec2:Vpc net"]);
  });
});
