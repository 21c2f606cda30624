// @ts-nocheck
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
const cfg = new pulumi.Config();
const zones = cfg.requireNumber("zones"), nat = cfg.require("nat") as any;
class Network extends pulumi.ComponentResource {
  constructor(name: string, region: aws.Region, octet: number) {
    super("understudy:network:Network", name, {}, {});
    const provider = new aws.Provider(`${name}-aws`, { region, defaultTags: { tags: { app: "understudy" } } }, { parent: this });
    const letters = ["a", "b", "c"].slice(0, zones);
    const vpc = new awsx.ec2.Vpc(name, {
      cidrBlock: `10.${octet}.0.0/16`, availabilityZoneNames: letters.map((l) => `${region}${l}`),
      enableDnsHostnames: true, natGateways: { strategy: nat },
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", name: "public", cidrBlocks: letters.map((_, i) => `10.${octet}.${i * 16}.0/24`) },
        { type: "Private", name: "private", cidrBlocks: letters.map((_, i) => `10.${octet}.${64 + i * 16}.0/20`) },
        { type: "Isolated", name: "isolated", cidrBlocks: letters.map((_, i) => `10.${octet}.${128 + i * 16}.0/24`) },
      ],
      tags: { place: name },
    }, { parent: this, providers: { aws: provider } });
    this.registerOutputs({ vpcId: vpc.vpcId, privateSubnetIds: vpc.privateSubnetIds });
  }
}
new Network("use2", "us-east-2", 20);
new Network("usw2", "us-west-2", 30);
