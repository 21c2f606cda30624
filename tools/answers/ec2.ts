import { answer, pick, type Subject, type Table } from "./subject";

/** An EC2 resource with an ID of its prefix and an ARN of its kind. Source: Service Authorization Reference, Amazon EC2, resource types. */
const plain = (prefix: string, kind: string, more: (subject: Subject, id: string) => Record<string, unknown> = () => ({})) => (subject: Subject) => {
  const id = subject.ec2Id(prefix);
  return answer(id, { arn: subject.arn("ec2", `${kind}/${id}`), ownerId: subject.account, ...more(subject, id) });
};

/** ID of something that a VPC has from its birth, so that all who know the VPC agree on it. */
function nativeId(prefix: string, vpcId: string): string {
  return `${prefix}-${pick(`${vpcId}#native`, 17, "0123456789abcdef")}`;
}

/** Address that stands for an Elastic IP: of the range that is set aside for tests of networks. Source: RFC 2544, section C.2.2. */
function exampleAddress(subject: Subject): string {
  const bits = Number.parseInt(subject.hex(5, "address"), 16);
  return `198.${18 + (bits & 1)}.${(bits >> 1) & 255}.${(bits >> 9) & 255}`;
}

function publicName(subject: Subject, address: string): string {
  const zone = subject.region === "us-east-1" ? "compute-1" : `${subject.region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${zone}.${subject.domain}`;
}

/** Names of an interface endpoint: of the whole and of each zone AWS adds, then the service's own. Source: AWS PrivateLink Guide, "DNS names". */
function endpointNames(subject: Subject, id: string): Record<string, unknown>[] {
  const service = (subject.text("serviceName") ?? "").split(".").slice(3).join(".");
  const own = { dnsName: `${id}-${subject.hex(8, "dns")}.${service}.${subject.region}.vpce.${subject.domain}`, hostedZoneId: `Z${subject.upper(20, "dns")}` };
  const shared = { dnsName: `${service}.${subject.region}.${subject.domain}`, hostedZoneId: `Z${subject.upper(20, "private-dns")}` };
  return subject.inputs["privateDnsEnabled"] === true ? [own, shared] : [own];
}

function vpcEndpoint(subject: Subject) {
  const id = subject.ec2Id("vpce");
  const isInterface = subject.text("vpcEndpointType") === "Interface";
  return answer(id, {
    arn: subject.arn("ec2", `vpc-endpoint/${id}`), ownerId: subject.account, state: "available", requesterManaged: false,
    ...(isInterface
      ? { dnsEntries: endpointNames(subject, id), networkInterfaceIds: subject.texts("subnetIds").map((subnet) => subject.ec2Id("eni", subnet)) }
      : { dnsEntries: [], networkInterfaceIds: [], prefixListId: `pl-${subject.hex(8, "prefix-list")}` }),
  });
}

function elasticIp(subject: Subject) {
  const id = subject.ec2Id("eipalloc");
  const publicIp = exampleAddress(subject);
  return answer(id, {
    arn: subject.arn("ec2", `elastic-ip/${id}`), allocationId: id, publicIp, publicDns: publicName(subject, publicIp), domain: "vpc",
    networkBorderGroup: subject.region, publicIpv4Pool: "amazon",
  });
}

function rule(subject: Subject) {
  const id = subject.ec2Id("sgr");
  return answer(id, { arn: subject.arn("ec2", `security-group-rule/${id}`), securityGroupRuleId: id });
}

/** Networks. IDs: Amazon EC2 User Guide, "Resource IDs". */
export const ec2: Table = {
  "aws:ec2/vpc:Vpc": plain("vpc", "vpc", (_, id) => ({
    defaultSecurityGroupId: nativeId("sg", id), defaultNetworkAclId: nativeId("acl", id), defaultRouteTableId: nativeId("rtb", id),
    mainRouteTableId: nativeId("rtb", id), dhcpOptionsId: nativeId("dopt", id),
  })),
  "aws:ec2/subnet:Subnet": plain("subnet", "subnet"),
  "aws:ec2/internetGateway:InternetGateway": plain("igw", "internet-gateway"),
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": plain("eigw", "egress-only-internet-gateway"),
  "aws:ec2/routeTable:RouteTable": plain("rtb", "route-table"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": (subject) => answer(subject.ec2Id("rtbassoc")),
  "aws:ec2/route:Route": (subject) => answer(`r-${subject.text("routeTableId") ?? ""}${subject.digits(10)}`, { origin: "CreateRoute", state: "active" }),
  "aws:ec2/natGateway:NatGateway": (subject) => answer(subject.ec2Id("nat"), { networkInterfaceId: subject.ec2Id("eni") }),
  "aws:ec2/eip:Eip": elasticIp,
  "aws:ec2/networkAcl:NetworkAcl": plain("acl", "network-acl"),
  "aws:ec2/networkInterface:NetworkInterface": plain("eni", "network-interface"),
  "aws:ec2/securityGroup:SecurityGroup": plain("sg", "security-group", (subject) => ({ name: subject.physicalName() })),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": (subject) => {
    const id = nativeId("sg", subject.text("vpcId") ?? "");
    return answer(id, { arn: subject.arn("ec2", `security-group/${id}`), ownerId: subject.account, name: "default", description: "default VPC security group" });
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": (subject) => answer(`sgrule-${subject.digits(10)}`, { securityGroupRuleId: subject.ec2Id("sgr") }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:ec2/flowLog:FlowLog": (subject) => {
    const id = subject.ec2Id("fl");
    return answer(id, { arn: subject.arn("ec2", `vpc-flow-log/${id}`) });
  },
  "aws:ec2/managedPrefixList:ManagedPrefixList": plain("pl", "prefix-list", () => ({ version: 1 })),
  "aws:ec2/launchTemplate:LaunchTemplate": plain("lt", "launch-template", (subject) => ({ name: subject.physicalName(), latestVersion: 1, defaultVersion: 1 })),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": (subject) => answer(subject.ec2Id("pcx"), { acceptStatus: "pending-acceptance" }),
  "aws:ec2transitgateway/transitGateway:TransitGateway": plain("tgw", "transit-gateway"),
};
