import assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../../components/network";
import { interfacePerimeter, dynamodbPerimeter, s3Perimeter } from "../../../components/network/perimeter";
import { flowLogTrust, writeFlows } from "../../../components/network/flow-access";
import { changes, record, value, type Nodes } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args: NetworkArgs = {
  place, cidr: "10.20.0.0/16", zones: ["us-east-2a", "us-east-2b"], nat: "one-per-zone", interfaceEndpoints: [],
  flowLogs: { keyArn: "arn:key", retentionDays: 30 },
};
const build = (change: Partial<NetworkArgs> = {}) => record((opts) => new Network("use2-network", { ...args, ...change }, opts));
const closedTables = ["private-1", "isolated-1", "private-2", "isolated-2"].map((name) => `use2-network-${name}-id`);

const names = (graph: Nodes, type: string): string[] => graph.all.filter((node) => node.type === type).map(({ name }) => name);

describe("Network", () => {
  it("lays the planned blocks out over the zones, and starts nothing with a public address", async () => {
    const { graph } = await build();
    const subnets = graph.all.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    assert.deepEqual(subnets.map(({ name, inputs }) => [name, inputs["availabilityZone"], inputs["cidrBlock"], inputs["mapPublicIpOnLaunch"]]), [
      ["use2-network-isolated-1", "us-east-2a", "10.20.192.0/21", false],
      ["use2-network-isolated-2", "us-east-2b", "10.20.208.0/21", false],
      ["use2-network-private-1", "us-east-2a", "10.20.0.0/18", false],
      ["use2-network-private-2", "us-east-2b", "10.20.64.0/18", false],
      ["use2-network-public-1", "us-east-2a", "10.20.200.0/22", false],
      ["use2-network-public-2", "us-east-2b", "10.20.216.0/22", false],
    ]);
    assert.deepEqual(graph.inputs("aws:ec2/vpc:Vpc"), { "use2-network": {
      cidrBlock: "10.20.0.0/16", enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: "use2-network" },
    } });
  });

  for (const [nat, gateways] of [
    ["one-per-zone", ["use2-network-1", "use2-network-2"]], ["single", ["use2-network-1"]], ["none", []],
  ] as const) {
    it(`has ${gateways.length} NAT gateways when its way out is ${nat}, and no way out of isolated subnets`, async () => {
      const { graph } = await build({ nat });
      assert.deepEqual(names(graph, "aws:ec2/natGateway:NatGateway"), gateways);
      const open = ["use2-network-public-1", "use2-network-public-2"];
      const out = nat === "none" ? [] : ["use2-network-private-1", "use2-network-private-2"];
      assert.deepEqual(names(graph, "aws:ec2/route:Route"), [...out, ...open]);
    });
  }

  it("empties the group that everything without one would get", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"), { "use2-network-default": {
      vpcId: "use2-network-id", ingress: [], egress: [], tags: { Name: "use2-network-default-closed" },
    } });
  });

  it("opens S3 and DynamoDB to every subnet that is not public, and to no other, even with no interface", async () => {
    const { graph, result } = await build();
    assert.deepEqual(graph.inputs("aws:ec2/vpcEndpoint:VpcEndpoint"), {
      "use2-network-endpoint-dynamodb": {
        vpcId: "use2-network-id", vpcEndpointType: "Gateway", serviceName: "com.amazonaws.us-east-2.dynamodb",
        routeTableIds: closedTables, policy: JSON.stringify(dynamodbPerimeter(place)), tags: { Name: "use2-network-endpoint-dynamodb" },
      },
      "use2-network-endpoint-s3": {
        vpcId: "use2-network-id", vpcEndpointType: "Gateway", serviceName: "com.amazonaws.us-east-2.s3",
        routeTableIds: closedTables, policy: JSON.stringify(s3Perimeter(place)), tags: { Name: "use2-network-endpoint-s3" },
      },
    });
    assert.equal(result.endpointsSecurityGroupId, undefined);
    assert.deepEqual(names(graph, "aws:ec2/securityGroup:SecurityGroup"), []);
  });

  it("gives each service one private door, which opens to HTTPS from subnets without a public address", async () => {
    const { graph, result } = await build({ interfaceEndpoints: ["ecr.api", "logs"] });
    const doors = graph.inputs("aws:ec2/vpcEndpoint:VpcEndpoint");
    for (const [name, service] of [["use2-network-endpoint-ecr-api", "ecr.api"], ["use2-network-endpoint-logs", "logs"]] as const) {
      assert.deepEqual(doors[name], {
        vpcId: "use2-network-id", vpcEndpointType: "Interface", serviceName: `com.amazonaws.us-east-2.${service}`, privateDnsEnabled: true,
        subnetIds: ["use2-network-private-1-id", "use2-network-private-2-id"], securityGroupIds: ["use2-network-endpoint-id"],
        policy: JSON.stringify(interfacePerimeter(place, service)), tags: { Name: name },
      });
    }
    const rule = (key: string, cidrIpv4: string): [string, object] => [`use2-network-endpoint-from-${key}`, {
      securityGroupId: "use2-network-endpoint-id", description: `HTTPS from ${key}`, cidrIpv4, ipProtocol: "tcp", fromPort: 443, toPort: 443,
    }];
    assert.deepEqual(graph.inputs("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), Object.fromEntries([
      rule("private-a", "10.20.0.0/18"), rule("private-b", "10.20.64.0/18"),
      rule("isolated-a", "10.20.192.0/21"), rule("isolated-b", "10.20.208.0/21"),
    ]));
    assert.deepEqual(graph.inputs("aws:ec2/securityGroup:SecurityGroup"), { "use2-network-endpoint": {
      vpcId: "use2-network-id", description: "Interface endpoints: HTTPS from the subnets without a public address",
      tags: { Name: "use2-network-endpoint" },
    } });
    assert.deepEqual(names(graph, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
    assert.equal(await value(result.endpointsSecurityGroupId ?? assert.fail("no group")), "use2-network-endpoint-id");
  });

  it("says what has to be there before anything inside it calls AWS: every endpoint, and every rule that lets calls in", async () => {
    const { result } = await build({ interfaceEndpoints: ["ecr.api", "logs"] });
    const urns = await Promise.all(result.ready.map(({ urn }) => value(urn)));
    assert.deepEqual(urns.map((urn) => urn.replace(/^.*\$aws:/, "").replace(/^.*\/(\w+:\w+)::/, "$1 ").replace(/^\w+:/, "")), [
      "VpcEndpoint use2-network-endpoint-s3", "VpcEndpoint use2-network-endpoint-dynamodb",
      ...["private-a", "private-b", "isolated-a", "isolated-b"].map((key) => `SecurityGroupIngressRule use2-network-endpoint-from-${key}`),
      "VpcEndpoint use2-network-endpoint-ecr-api", "VpcEndpoint use2-network-endpoint-logs",
    ]);
  });

  it("records every connection, minute by minute, in a log group under the given key", async () => {
    const { graph, result } = await build();
    const arn = "arn:aws:test:::use2-network-flows";
    assert.deepEqual(graph.inputs("aws:cloudwatch/logGroup:LogGroup"), { "use2-network-flows": { kmsKeyId: "arn:key", retentionInDays: 30 } });
    assert.deepEqual(graph.inputs("aws:ec2/flowLog:FlowLog"), { "use2-network-flows": {
      vpcId: "use2-network-id", trafficType: "ALL", maxAggregationInterval: 60,
      logDestinationType: "cloud-watch-logs", logDestination: arn, iamRoleArn: arn,
    } });
    assert.deepEqual(graph.inputs("aws:iam/role:Role"), { "use2-network-flows": {
      description: "Writes the flow logs of one network", assumeRolePolicy: flowLogTrust(place),
    } });
    assert.deepEqual(graph.inputs("aws:iam/rolePolicy:RolePolicy"), { "use2-network-flows": {
      role: "use2-network-flows-name", policy: writeFlows(place, arn, `${arn}:*`),
    } });
    assert.equal(graph.one("aws:ec2/flowLog:FlowLog", "use2-network-flows").dependencies.includes("aws:iam/rolePolicy:RolePolicy use2-network-flows"), true);
    assert.equal(await value(result.flowLogGroupName), "use2-network-flows-name");
  });

  it("adds a zone by creating what is in it and telling the doors, and moves nothing", async () => {
    const [two, three] = [await build({ nat: "single" }), await build({ nat: "single", zones: [...args.zones, "us-east-2c"] })];
    const made = ["isolated", "private", "public"].flatMap((kind) => ["subnet:Subnet", "routeTable:RouteTable",
      "routeTableAssociation:RouteTableAssociation"].map((type) => `create aws:ec2/${type} use2-network-${kind}-3`));
    const routes = ["private", "public"].map((kind) => `create aws:ec2/route:Route use2-network-${kind}-3`);
    assert.deepEqual(changes(two.graph, three.graph), [...made, ...routes,
      "update aws:ec2/vpcEndpoint:VpcEndpoint use2-network-endpoint-dynamodb: routeTableIds",
      "update aws:ec2/vpcEndpoint:VpcEndpoint use2-network-endpoint-s3: routeTableIds",
    ].sort());
  });

  it("changes its way out without touching a subnet", async () => {
    const [single, each] = [await build({ nat: "single" }), await build()];
    assert.deepEqual(changes(single.graph, each.graph), [
      "create aws:ec2/eip:Eip use2-network-2",
      "create aws:ec2/natGateway:NatGateway use2-network-2",
      "update aws:ec2/route:Route use2-network-private-2: natGatewayId",
    ]);
  });

  it("tells the subnets in the order of the zones", async () => {
    const { result } = await build();
    const ids = await Promise.all([result.publicSubnetIds, result.privateSubnetIds, result.isolatedSubnetIds].map(value));
    assert.deepEqual(ids, ["public", "private", "isolated"].map((kind) => [1, 2].map((rank) => `use2-network-${kind}-${rank}-id`)));
    assert.equal(await value(result.vpcId), "use2-network-id");
  });

  it("refuses every flaw in its arguments at once", async () => {
    await assert.rejects(build({
      cidr: "10.20.0.0/24", zones: ["us-east-2a", "us-east-2a", "us-west-2b"], interfaceEndpoints: ["logs", "logs"],
      flowLogs: { keyArn: "arn:key", retentionDays: 31 },
    }), { message: [
      "cidr is 10.20.0.0/24 for 3 zones: want a block from /16 to /20",
      "zone us-west-2b is not in us-east-2: want one such as us-east-2a",
      "zone us-east-2a is there twice: want every zone once",
      "interface endpoint logs is there twice: want every service once",
      "flowLogs.retentionDays is 31: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, " +
        "2192, 2557, 2922, 3288, 3653",
    ].join("\n") });
  });
});
