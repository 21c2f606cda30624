// @ts-nocheck
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
const cfg = new pulumi.Config();
const n = cfg.getNumber("fill") ?? 0;
const token = cfg.requireSecret("token");
const places = cfg.requireObject<{ key: string; region: aws.Region; octet: number }[]>("places");
class Leaf extends pulumi.ComponentResource {
  readonly topic: aws.sns.Topic;
  constructor(name: string, args: { bucket?: pulumi.Input<string> }, opts: pulumi.ComponentResourceOptions) {
    super("feat:index:Leaf", name, args, opts);
    this.topic = new aws.sns.Topic(name, { displayName: args.bucket }, { parent: this });
    new aws.sqs.Queue(`${name}-q`, { tags: { topic: this.topic.arn } }, { parent: this });
    this.registerOutputs({ topicArn: this.topic.arn });
  }
}
class Place extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>; readonly bucket: aws.s3.Bucket; readonly leaf: Leaf;
  constructor(p: { key: string; region: aws.Region; octet: number }) {
    super("feat:index:Place", p.key, {});
    const provider = new aws.Provider(p.key, { region: p.region, allowedAccountIds: ["123456789012"], secretKey: token }, { parent: this });
    const inner = { parent: this, providers: { aws: provider } };
    const zones = ["a", "b"].map((z) => p.region + z);
    const vpc = new awsx.ec2.Vpc(p.key, { cidrBlock: `10.${p.octet}.0.0/16`, availabilityZoneNames: zones, subnetStrategy: "Auto", natGateways: { strategy: "Single" },
      subnetSpecs: [
        { type: "Public", name: "public", cidrBlocks: [`10.${p.octet}.0.0/24`, `10.${p.octet}.1.0/24`] },
        { type: "Private", name: "private", cidrBlocks: [`10.${p.octet}.16.0/20`, `10.${p.octet}.32.0/20`] }], tags: { place: p.key } }, inner);
    this.vpcId = vpc.vpcId;
    const o = { parent: this, provider };
    const sg = new aws.ec2.SecurityGroup(`${p.key}-sg`, { vpcId: vpc.vpcId, ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] }, o);
    const lb = new aws.lb.LoadBalancer(`${p.key}-lb`, { subnets: vpc.publicSubnetIds, securityGroups: [sg.id], internal: false }, { ...o, protect: true, ignoreChanges: ["tags"], aliases: [{ name: `${p.key}-old` }] });
    this.bucket = new aws.s3.Bucket(`${p.key}-b`, { tags: { vpc: vpc.vpcId, lb: lb.dnsName } }, { ...o, transforms: [(a) => ({ props: { ...a.props, tags: pulumi.output(a.props.tags).apply((t: any) => ({ ...t, transformed: "yes" })) }, opts: a.opts })] });
    this.leaf = new Leaf(`${p.key}-leaf`, { bucket: this.bucket.bucket }, inner);
    new aws.sqs.Queue(`${p.key}-after`, {}, { ...o, dependsOn: [this.leaf] });
    const pw = new random.RandomPassword(`${p.key}-pw`, { length: 20 }, { parent: this });
    const secret = new aws.secretsmanager.Secret(`${p.key}-s`, {}, o);
    new aws.secretsmanager.SecretVersion(`${p.key}-sv`, { secretId: secret.id, secretString: pulumi.jsonStringify({ pw: pw.result, token }) }, { ...o, deletedWith: secret, additionalSecretOutputs: ["arn"] });
    new aws.ssm.Parameter(`${p.key}-param`, { type: "SecureString", value: token, tags: { zones: pulumi.all([vpc.privateSubnetIds]).apply(([x]) => x.join(",")) } }, { ...o, customTimeouts: { create: "5m" }, retainOnDelete: true, deleteBeforeReplace: true, replaceOnChanges: ["value"] });
    const doc = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:GetObject"], resources: [pulumi.interpolate`${this.bucket.arn}/*`] }] }, { parent: this, provider });
    new aws.iam.Policy(`${p.key}-pol`, { policy: doc.json }, o);
    this.registerOutputs({ vpcId: this.vpcId, bucket: this.bucket.arn, secretThing: pulumi.secret("x"), leaf: this.leaf });
  }
}
const made = places.map((p) => new Place(p));
const shared = aws.ec2.Vpc.get("shared", "vpc-0123456789abcdef0", undefined, { parent: made[0], provider: (made[0] as any).__providers?.aws });
new aws.sns.Topic("orphan", { tags: { other: shared.cidrBlock } });
for (let i = 0; i < n; i++) new aws.ssm.Parameter(`fill-${i}`, { type: "String", value: made[i % 2].vpcId, tags: { i: `${i}`, b: made[i % 2].bucket.arn } }, { parent: made[i % 2].leaf });
export const vpcs = made.map((m) => m.vpcId);
export const secretOut = token;
export const bucketRef = made[0].bucket;
