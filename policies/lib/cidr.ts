const private4 = [["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16], ["100.64.0.0", 10]] as const;

/**
 * Broadest share of the public Internet that still names somebody.
 * Source: Amazon S3 User Guide, "Blocking public access", "The meaning of public": a policy whose `aws:SourceIp` is
 * broader than /8 for IPv4 or /32 for IPv6 counts as public, private ranges apart.
 */
const broadest = { v4: 2 ** -8, v6: 2 ** -32 } as const;

/**
 * Whether these blocks let in strangers. Those of IPv4 are added up, since a few dozen rules are enough to cut the world
 * into pieces; IPv6 is too wide for that. Private ranges, and text that is not a block, let in nobody.
 */
export function isWorld(blocks: readonly string[]): boolean {
  const share = { v4: 0, v6: 0 };
  for (const block of new Set(blocks)) {
    const [address = "", length = ""] = block.trim().split("/");
    const bits = Number(length);
    if (length === "" || !Number.isInteger(bits)) continue;
    if (address.includes(":")) share.v6 = Math.max(share.v6, isPrivate6(address) ? 0 : 2 ** -bits);
    else share.v4 += isPrivate4(address, bits) ? 0 : 2 ** -bits;
  }
  return share.v4 > broadest.v4 || share.v6 > broadest.v6;
}

function isPrivate4(address: string, bits: number): boolean {
  return private4.some(([network, length]) => bits >= length && number4(address) >> (32 - length) === number4(network) >> (32 - length));
}

function number4(address: string): number {
  return address.split(".").reduce((sum, part) => (sum << 8) | Number(part), 0);
}

/** Unique local addresses, `fc00::/7`. Source: RFC 4193, section 3. */
function isPrivate6(address: string): boolean {
  return /^f[cd][0-9a-f]{2}:/i.test(address);
}
