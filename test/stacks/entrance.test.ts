import assert from "node:assert/strict";
import { BlockList, isIPv4 } from "node:net";
import { checkerRanges } from "../../components/failover";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { revealAll } from "../../tools/recorder/property";
import { refusal } from "../support/settings";
import { recordedStack } from "../support/stacks";

interface Asks {
  readonly from: string;
  readonly path: string;
}

interface Statement {
  readonly ipSetReferenceStatement?: { readonly arn: string };
  readonly byteMatchStatement?: { readonly searchString: string; readonly positionalConstraint: string; readonly fieldToMatch: { readonly uriPath?: object } };
  readonly andStatement?: { readonly statements: readonly Statement[] };
  readonly orStatement?: { readonly statements: readonly Statement[] };
  readonly notStatement?: { readonly statement: Statement };
  readonly rateBasedStatement?: { readonly scopeDownStatement?: Statement };
  readonly managedRuleGroupStatement?: object;
  readonly labelMatchStatement?: object;
}

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: { readonly allow?: object };
  readonly statement: Statement;
}

/** Whether a block of addresses holds an address. */
function holds(block: string, address: string): boolean {
  const [net = "", bits] = block.split("/");
  assert.ok(isIPv4(net), block);
  const list = new BlockList();
  list.addSubnet(net, Number(bits));
  return list.check(address);
}

/** Whether a rule may have something to say about a request: what WAF itself inspects or counts, it may. */
function meets(statement: Statement, asks: Asks, sets: ReadonlyMap<string, readonly string[]>): boolean {
  const { ipSetReferenceStatement: set, byteMatchStatement: match, andStatement: and, orStatement: or, notStatement: not, rateBasedStatement: rate } = statement;
  if (set !== undefined) return sets.get(set.arn)?.some((block) => holds(block, asks.from)) === true;
  if (match !== undefined) {
    assert.deepEqual(match.fieldToMatch, { uriPath: {} });
    return match.positionalConstraint === "EXACTLY" ? asks.path === match.searchString : asks.path.startsWith(match.searchString);
  }
  if (and !== undefined) return and.statements.every((each) => meets(each, asks, sets));
  if (or !== undefined) return or.statements.some((each) => meets(each, asks, sets));
  if (not !== undefined) return !meets(not.statement, asks, sets);
  if (rate !== undefined) return rate.scopeDownStatement === undefined || meets(rate.scopeDownStatement, asks, sets);
  assert.ok(statement.managedRuleGroupStatement !== undefined || statement.labelMatchStatement !== undefined, JSON.stringify(statement));
  return true;
}

const of = (graph: Graph, type: string): readonly ResourceState[] => graph.resources.filter((each) => each.type === type);

/** Names of the rules that a request meets at a place's load balancer, up to the one that lets it in. */
function metBy(graph: Graph, place: string, asks: Asks): readonly string[] {
  const balancer = of(graph, "aws:lb/loadBalancer:LoadBalancer").find((each) => nameOf(each).startsWith(`${place}-`))?.outputs["arn"];
  const webAclArn = of(graph, "aws:wafv2/webAclAssociation:WebAclAssociation").find(({ inputs }) => inputs["resourceArn"] === balancer)?.inputs["webAclArn"];
  const acl = of(graph, "aws:wafv2/webAcl:WebAcl").find(({ outputs }) => outputs["arn"] === webAclArn);
  assert.ok(acl !== undefined && balancer !== undefined, place);
  const sets = new Map(of(graph, "aws:wafv2/ipSet:IpSet").map(({ inputs, outputs }) => [String(outputs["arn"]), inputs["addresses"] as readonly string[]]));
  const rules = [...revealAll(acl.inputs)["rules"] as readonly Rule[]].sort((one, other) => one.priority - other.priority);
  const met = rules.filter(({ statement }) => meets(statement, asks, sets));
  const last = met.findIndex(({ action }) => action?.allow !== undefined);
  return met.slice(0, last === -1 ? met.length : last + 1).map(({ name }) => name);
}

const checks = ["/healthz/role", "/healthz/live"];
const inspected = ["ip-reputation", "rate", "known-bad-inputs", "common", "sql-injection"];

describe("what Route 53's checkers meet on their way in", function () {
  this.timeout(60_000);
  let graph: Graph;
  before(async () => { ({ graph } = await recordedStack("prod")); });

  for (const place of ["use2", "usw2"]) {
    it(`is one rule of the firewall, which lets them in, and the same as for anybody on every other path: ${place}`, () => {
      for (const from of checkerRanges.map((block) => block.replace(/\d+\/\d+$/, (end) => String(Number(end.split("/")[0]) + 1)))) {
        for (const path of checks) assert.deepEqual(metBy(graph, place, { from, path }), ["checkers"], from);
        for (const path of ["/", "/healthz/deep", "/healthz/role/", "/healthz/rolex", "/Healthz/role"]) assert.deepEqual(metBy(graph, place, { from, path }), inspected, path);
        assert.deepEqual(metBy(graph, place, { from, path: "/login" }), ["ip-reputation", "rate", "abuse", "known-bad-inputs", "common", "sql-injection"]);
      }
    });

    it(`is nothing new for anybody else: ${place}`, () => {
      for (const from of ["198.51.100.7", "15.177.64.0", "54.244.52.191"]) for (const path of checks) assert.deepEqual(metBy(graph, place, { from, path }), inspected, `${from} ${path}`);
    });

    it(`is an open port of the load balancer, on which it listens: ${place}`, () => {
      const asked = of(graph, "aws:route53/healthCheck:HealthCheck").filter(({ inputs }) => inputs["fqdn"] === `origin-${place}.example.com`);
      assert.deepEqual(asked.map(({ inputs }) => [inputs["port"], checks.includes(String(inputs["resourcePath"]))]), [[443, true]]);
      const balancer = of(graph, "aws:lb/loadBalancer:LoadBalancer").find((each) => nameOf(each).startsWith(`${place}-`));
      const groups = balancer?.inputs["securityGroups"] as readonly string[];
      const doors = of(graph, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs).filter(({ securityGroupId }) => groups.includes(String(securityGroupId)));
      for (const block of checkerRanges) {
        assert.ok(doors.some(({ cidrIpv4, fromPort, toPort }) => Number(fromPort) <= 443 && Number(toPort) >= 443 && holds(String(cidrIpv4), block.split("/")[0] ?? "")), block);
      }
      assert.ok(of(graph, "aws:lb/listener:Listener").some(({ inputs }) => inputs["loadBalancerArn"] === balancer?.outputs["arn"] && inputs["port"] === 443));
    });
  }

  it("leaves detector and witness, whose addresses nobody knows, below what is too often", () => {
    assert.deepEqual(refusal([["firewall", "rate"], { limit: 10, windowSeconds: 300 }]), ["firewall.rate.limit is 10, want more than 10, the looks of one voter in 300 s at recovery.detection.periodSeconds"]);
    assert.deepEqual(refusal([["firewall", "rate"], { limit: 11, windowSeconds: 300 }]), []);
    assert.deepEqual(refusal([["firewall", "abuse", "limit"], 10]), []);
    assert.deepEqual(refusal([["firewall", "abuse", "limit"], 10], [["firewall", "abuse", "paths"], ["/healthz"]]),
      ["firewall.abuse.limit is 10, want more than 10, the looks of one voter in 300 s at recovery.detection.periodSeconds"]);
  });
});
