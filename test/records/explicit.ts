// @ts-nocheck
// Explicit aws and awsx providers, no default ones: runs with `pulumi:disable-default-providers: ["*"]`.
// mapPublicIpOnLaunch is no setting of awsx 3.9's subnet specs (true for Public, false otherwise, always); only a transform changes it ("publicIps: false").
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
const cfg = new pulumi.Config();
const zones = cfg.requireNumber("zones"), nat = cfg.require("nat") as awsx.types.enums.ec2.NatGatewayStrategy, publicIps = cfg.getBoolean("publicIps") ?? true;
const noPublicIps: pulumi.ResourceTransform = (a) => (a.type === "aws:ec2/subnet:Subnet" ? { props: { ...a.props, mapPublicIpOnLaunch: false }, opts: a.opts } : undefined);
class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  constructor(name: string, args: { region: aws.Region; octet: number }, awsxProvider: awsx.Provider) {
    super("understudy:network:Network", name, {}, {});
    const { region, octet } = args;
    const provider = new aws.Provider(`${name}-aws`, { region, defaultTags: { tags: { app: "understudy" } } }, { parent: this });
    const letters = ["a", "b", "c"].slice(0, zones);
    const vpc = new awsx.ec2.Vpc(name, {
      cidrBlock: `10.${octet}.0.0/16`, availabilityZoneNames: letters.map((l) => `${region}${l}`),
      enableDnsHostnames: true, enableDnsSupport: true, natGateways: { strategy: nat },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", name: "public", cidrBlocks: letters.map((_, i) => `10.${octet}.${i * 16}.0/24`), tags: { tier: "public" } },
        { type: "Private", name: "private", cidrBlocks: letters.map((_, i) => `10.${octet}.${64 + i * 16}.0/20`), tags: { tier: "private" } },
        { type: "Isolated", name: "isolated", cidrBlocks: letters.map((_, i) => `10.${octet}.${128 + i * 16}.0/24`), tags: { tier: "isolated" } },
      ],
      tags: { place: name },
    }, { parent: this, provider: awsxProvider, providers: { aws: provider }, ...(publicIps ? {} : { transforms: [noPublicIps] }) });
    this.vpcId = vpc.vpcId;
    new aws.ec2.SecurityGroup(`${name}-sg`, { vpcId: vpc.vpcId, tags: { subnets: vpc.privateSubnetIds.apply((x) => x.join(",")) } }, { parent: this, provider });
    this.registerOutputs({ vpcId: vpc.vpcId, privateSubnetIds: vpc.privateSubnetIds });
  }
}
const awsxProvider = new awsx.Provider("awsx");
const made = [new Network("use2", { region: "us-east-2", octet: 20 }, awsxProvider), new Network("usw2", { region: "us-west-2", octet: 30 }, awsxProvider)];
export const vpcs = made.map((m) => m.vpcId);
