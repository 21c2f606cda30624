import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { changes, record, value } from "../../support/record";

class Shelf extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  constructor(name: string, args: { color: string }, opts?: pulumi.ComponentResourceOptions) {
    super("test:shelf:Shelf", name, {}, opts);
    const bucket = new aws.s3.Bucket(`${name}-books`, { tags: { color: args.color } }, { parent: this, protect: true, ignoreChanges: ["acl"] });
    new aws.s3.BucketPolicy(`${name}-access`, { bucket: bucket.id, policy: pulumi.interpolate`read ${bucket.arn}` }, { parent: this });
    this.bucketName = bucket.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

describe("record", () => {
  it("keeps what a component asks for, with parent, provider, options and dependencies", async () => {
    const { graph, result } = await record((opts) => new Shelf("den", { color: "red" }, opts));
    assert.deepEqual(graph.identities, ["aws:s3/bucket:Bucket den-books", "aws:s3/bucketPolicy:BucketPolicy den-access", "test:shelf:Shelf den"]);
    const { state, outputs, options, provider, ...policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "den-access");
    assert.deepEqual(policy, {
      urn: "urn:pulumi:test::understudy::test:shelf:Shelf$aws:s3/bucketPolicy:BucketPolicy::den-access",
      type: "aws:s3/bucketPolicy:BucketPolicy", name: "den-access", id: "den-access-id", parent: "den", protect: false,
      inputs: { bucket: "den-books-id", policy: "read arn:aws:test:::den-books" }, dependencies: ["aws:s3/bucket:Bucket den-books"],
    });
    assert.match(provider, /^urn:pulumi:test::understudy::pulumi:providers:aws::default_7_48_0::/);
    assert.equal(options.parent, result);
    assert.deepEqual([outputs["bucket"], state.dependencies], ["den-books-id", [graph.one("aws:s3/bucket:Bucket", "den-books").urn]]);
    const books = graph.one("aws:s3/bucket:Bucket", "den-books");
    assert.deepEqual([books.protect, books.state.ignoreChanges], [true, ["acl"]]);
    assert.equal(await value(result.bucketName), "den-books-bucket");
  });

  it("says what differs between two graphs", async () => {
    const red = await record((opts) => new Shelf("den", { color: "red" }, opts));
    const blue = await record((opts) => new Shelf("den", { color: "blue" }, opts));
    assert.deepEqual(changes(red.graph, blue.graph), ["update aws:s3/bucket:Bucket den-books: tags"]);
  });

  it("gives a component the provider that it is handed", async () => {
    const { graph } = await record(() => {
      const provider = new aws.Provider("use2", { region: "us-east-2" });
      return new Shelf("den", { color: "red" }, { providers: { aws: provider } });
    });
    assert.equal(graph.one("aws:s3/bucket:Bucket", "den-books").provider.split("::")[3], "use2");
  });

  it("builds what awsx builds", async () => {
    const { result, graph } = await record((opts) => new awsx.ec2.Vpc("net", {
      cidrBlock: "10.0.0.0/16", subnetStrategy: "Auto", availabilityZoneNames: ["us-east-2a"], natGateways: { strategy: "None" },
      subnetSpecs: [{ type: "Isolated", name: "isolated", cidrBlocks: ["10.0.0.0/24"] }],
    }, opts));
    assert.deepEqual(await value(result.isolatedSubnetIds), ["net-isolated-1-id"]);
    assert.equal(await value(result.vpc.defaultSecurityGroupId), "net-defaultSecurityGroupId");
    assert.deepEqual(graph.identities, [
      "aws:ec2/internetGateway:InternetGateway net", "aws:ec2/routeTable:RouteTable net-isolated-1",
      "aws:ec2/routeTableAssociation:RouteTableAssociation net-isolated-1", "aws:ec2/subnet:Subnet net-isolated-1",
      "aws:ec2/vpc:Vpc net", "awsx:ec2:Vpc net",
    ]);
  });

  it("rejects a duplicate in the engine's words", async () => {
    await assert.rejects(record(() => [new aws.sns.Topic("a"), new aws.sns.Topic("a")]),
      { message: "Duplicate resource URN 'urn:pulumi:test::understudy::aws:sns/topic:Topic::a'; try giving it a unique name" });
  });

  it("rejects with an error in an apply that nobody awaits", async () => {
    const explode = (): never => { throw new Error("boom"); };
    const program = (): void => {
      const topic = new aws.sns.Topic("a");
      topic.arn.apply(explode);
    };
    await assert.rejects(record(program), { message: "boom" });
  });

  it("rejects with what the program throws", async () => {
    await assert.rejects(record(() => { throw new pulumi.RunError("no"); }), { message: "no" });
  });
});
