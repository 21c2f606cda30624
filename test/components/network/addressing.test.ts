import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parseCIDR } from "ipaddr.js";
import { blockProblems, overlaps, planSubnets } from "../../../components/network/addressing";

const zones = ["us-east-2a", "us-east-2b", "us-east-2c"];

/** First and last address of a block, and its size, by a library that shares nothing with the code under test. */
function range(cidr: string): { first: number; last: number; size: number; aligned: boolean } {
  const [address, prefix] = parseCIDR(cidr);
  const size = 2 ** (32 - prefix);
  const first = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  return { first, last: first + size - 1, size, aligned: first % size === 0 };
}

/** Any block that may be divided: private, from /16 to /20, at its first address. */
const network = fc.tuple(fc.integer({ min: 16, max: 20 }), fc.constantFrom("10", "172", "192.168"), fc.nat(), fc.nat())
  .map(([prefix, range, a, b]) => {
    const second = range === "172" ? 18 + (a % 14) : a % 256;
    const third = (b % 2 ** (prefix - 16)) * 2 ** (24 - prefix);
    if (range === "192.168") return `192.168.${third}.0/${prefix}`;
    return `${range}.${second}.${third}.0/${prefix}`;
  });

describe("planSubnets", () => {
  it("gives each zone a quarter for what calls out, and small blocks in the last quarter", () => {
    assert.deepEqual(planSubnets("10.20.0.0/16", zones), {
      private: ["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18"],
      isolated: ["10.20.192.0/21", "10.20.208.0/21", "10.20.224.0/21"],
      public: ["10.20.200.0/22", "10.20.216.0/22", "10.20.232.0/22"],
    });
  });

  it("still has room for a load balancer in the narrowest network", () => {
    assert.deepEqual(planSubnets("192.168.16.0/20", zones.slice(0, 2)), {
      private: ["192.168.16.0/22", "192.168.20.0/22"],
      isolated: ["192.168.28.0/25", "192.168.29.0/25"],
      public: ["192.168.28.128/26", "192.168.29.128/26"],
    });
  });

  it("keeps every block inside the network, aligned, of a size that AWS takes, and free of overlap", () => {
    fc.assert(fc.property(network, fc.integer({ min: 2, max: 3 }), (cidr, count) => {
      const plan = planSubnets(cidr, zones.slice(0, count));
      const outer = range(cidr);
      const blocks = [...plan.public, ...plan.private, ...plan.isolated].map(range).sort((a, b) => a.first - b.first);
      assert.equal(blocks.length, 3 * count);
      for (const [rank, block] of blocks.entries()) {
        assert.ok(block.aligned && block.first >= outer.first && block.last <= outer.last);
        assert.ok(block.size >= 16 && block.size <= 65536);
        assert.ok(rank === 0 || block.first > (blocks[rank - 1]?.last ?? Infinity));
      }
    }));
  });

  it("moves no block when a zone is added at the end", () => {
    fc.assert(fc.property(network, (cidr) => {
      const [two, three] = [planSubnets(cidr, zones.slice(0, 2)), planSubnets(cidr, zones)];
      for (const kind of ["public", "private", "isolated"] as const) assert.deepEqual(three[kind].slice(0, 2), two[kind]);
    }));
  });

  it("gives more than four of five addresses to private subnets", () => {
    fc.assert(fc.property(network, fc.integer({ min: 2, max: 3 }), (cidr, count) => {
      const plan = planSubnets(cidr, zones.slice(0, count));
      const addresses = (blocks: readonly string[]): number => blocks.reduce((sum, block) => sum + range(block).size, 0);
      assert.ok(addresses(plan.private) > 4 * (addresses(plan.public) + addresses(plan.isolated)));
    }));
  });

  it("refuses what it cannot divide, and says all of it", () => {
    assert.throws(() => planSubnets("8.8.8.8/24", ["us-east-2a"]), {
      name: "RangeError",
      message: [
        "8.8.8.8/24: want a block from /16 to /20",
        "8.8.8.8/24: want the first address of the block, 8.8.8.0/24",
        "8.8.8.8/24: want a block inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        "8.8.8.8/24: want 2 or 3 zones to divide it among",
      ].join("\n"),
    });
  });
});

describe("blockProblems", () => {
  const rows: readonly [string, number, readonly string[]][] = [
    ["10.20.0.0/16", 2, []],
    ["10.20.240.0/20", 3, []],
    ["172.31.0.0/16", 3, []],
    ["10.0.0.0/8", 3, ["a block from /16 to /20"]],
    ["10.20.0.0/21", 3, ["a block from /16 to /20"]],
    ["10.20.1.0/16", 3, ["the first address of the block, 10.20.0.0/16"]],
    ["172.32.0.0/16", 3, ["a block inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"]],
    ["172.17.0.0/16", 3, ["a block outside 172.17.0.0/16, which AWS services use"]],
    ["172.17.16.0/20", 3, ["a block outside 172.17.0.0/16, which AWS services use"]],
    ["10.20.0.0/16", 1, ["2 or 3 zones to divide it among"]],
    ["10.20.0.0/16", 4, ["2 or 3 zones to divide it among"]],
    ...["", "10.20.0.0", "10.20.0/16", "10.20.0.256/16", "10.20.0.0/33", "010.20.0.0/16", "10.20.0.0/16/1", "a.b.c.d/16", "10.20.0.0/-1", "::/16"]
      .map((text): [string, number, string[]] => [text, 3, ["an IPv4 block such as 10.20.0.0/16"]]),
  ];
  for (const [cidr, count, problems] of rows) {
    it(`${problems.length === 0 ? "accepts" : "refuses"} ${JSON.stringify(cidr)} for ${count} zones`, () => {
      assert.deepEqual(blockProblems(cidr, count), problems);
    });
  }

  it("either finds a problem or leaves a block that can be planned, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), network, fc.ipV4().map((address) => `${address}/18`)), fc.integer(), (cidr, count) => {
      const problems = blockProblems(cidr, count);
      if (problems.length === 0) planSubnets(cidr, zones.slice(0, count));
      else assert.equal(problems.every((problem) => problem.length > 0), true);
    }));
  });
});

describe("overlaps", () => {
  it("agrees with the addresses of the two blocks, in both directions", () => {
    const block = fc.tuple(fc.ipV4(), fc.integer({ min: 8, max: 32 })).map(([address, prefix]) => {
      const start = Math.floor(address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0) / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
      return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${prefix}`;
    });
    fc.assert(fc.property(block, block, (a, b) => {
      const [one, other] = [range(a), range(b)];
      const shared = Math.max(one.first, other.first) <= Math.min(one.last, other.last);
      assert.deepEqual([overlaps(a, b), overlaps(b, a)], [shared, shared]);
    }), { examples: [["10.0.0.0/8", "10.20.0.0/16"], ["10.20.0.0/16", "10.21.0.0/16"], ["10.20.0.0/16", "10.20.0.0/16"], ["10.20.0.7/32", "10.20.0.7/32"]] });
  });

  it("finds nothing shared with what is no block", () => {
    assert.deepEqual([overlaps("10.0.0.0/8", "elsewhere"), overlaps("", "10.0.0.0/8")], [false, false]);
  });
});
