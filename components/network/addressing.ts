import { blockAt, parseBlock, type Block } from "./block";

/** The block that each subnet gets: one per zone, in the order of the zones. */
export interface SubnetPlan {
  readonly public: readonly string[];
  readonly private: readonly string[];
  readonly isolated: readonly string[];
}

/** Widest and narrowest network that is planned for: the widest that AWS allows, and one with room for 3000 tasks. */
const prefixes = { widest: 16, narrowest: 20 } as const;

const zoneCounts = { fewest: 2, most: 3 } as const;

/** Addresses that belong to nobody. Source: RFC 1918, section 3. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Source: VPC User Guide, "VPC CIDR blocks": some AWS services use this range, and a VPC in it will conflict with them. */
const takenByAws = "172.17.0.0/16";

/** Bits that are added to the network's prefix for each kind of subnet. */
const bits = { private: 2, isolated: 5, public: 6 } as const;

/** Quarter of the network that the small subnets share. The private ones have a quarter each. */
const smallQuarter = 3;

/**
 * Divides a network among zones. Fargate tasks and functions take an address each, so a private subnet is a quarter of
 * the network; databases, load balancers and gateways take few, so the last quarter holds the other subnets. A zone's
 * blocks follow from its rank alone: adding a zone at the end moves nothing.
 *
 * ```
 * 10.20.0.0/16, 3 zones: private 10.20.0.0/18 10.20.64.0/18 10.20.128.0/18
 *                        isolated 10.20.192.0/21 …208.0/21 …224.0/21, public 10.20.200.0/22 …216.0/22 …232.0/22
 * ```
 * @throws {RangeError} with every problem, when {@link blockProblems} finds one.
 */
export function planSubnets(cidr: string, zones: readonly string[]): SubnetPlan {
  const network = parseBlock(cidr);
  const problems = blockProblems(cidr, zones.length);
  if (network === undefined || problems.length > 0) throw new RangeError(problems.map((want) => `${cidr}: want ${want}`).join("\n"));
  return {
    private: zones.map((_, rank) => blockAt(network, bits.private, rank)),
    // A zone's share of the last quarter is a quarter of that: its first half isolated, then one public quarter, one spare.
    isolated: zones.map((_, rank) => blockAt(network, bits.isolated, smallQuarter * 8 + rank * 2)),
    public: zones.map((_, rank) => blockAt(network, bits.public, smallQuarter * 16 + rank * 4 + 2)),
  };
}

/** Whether two blocks share an address. What is no block shares none. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [parseBlock(a), parseBlock(b)];
  return first !== undefined && second !== undefined && first.start <= second.end && second.start <= first.end;
}

/** What a network's block would have to be and is not, one phrase each; empty when {@link planSubnets} can divide it. */
export function blockProblems(cidr: string, zoneCount: number): string[] {
  const block = parseBlock(cidr);
  if (block === undefined) return ["an IPv4 block such as 10.20.0.0/16"];
  const problems: string[] = [];
  if (block.prefix < prefixes.widest || block.prefix > prefixes.narrowest) {
    problems.push(`a block from /${prefixes.widest} to /${prefixes.narrowest}`);
  }
  if (blockAt(block, 0, 0) !== cidr) problems.push(`the first address of the block, ${blockAt(block, 0, 0)}`);
  if (!privateRanges.some((range) => contains(range, block))) problems.push(`a block inside ${privateRanges.join(", ")}`);
  if (overlaps(cidr, takenByAws)) problems.push(`a block outside ${takenByAws}, which AWS services use`);
  if (!Number.isInteger(zoneCount) || zoneCount < zoneCounts.fewest || zoneCount > zoneCounts.most) {
    problems.push(`${zoneCounts.fewest} or ${zoneCounts.most} zones to divide it among`);
  }
  return problems;
}

function contains(range: string, block: Block): boolean {
  const outer = parseBlock(range);
  return outer !== undefined && outer.start <= block.start && block.end <= outer.end;
}
