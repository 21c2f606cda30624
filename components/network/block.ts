/** A run of IPv4 addresses, as numbers. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly prefix: number;
}

const addressBits = 32;
const octet = /^(0|[1-9]\d{0,2})$/;

/** The block that a text such as `10.20.0.0/16` means, from its first address to its last, or nothing when it means none. */
export function parseBlock(cidr: string): Block | undefined {
  const [address = "", prefixText = "", ...rest] = cidr.split("/");
  const octets = address.split(".");
  const prefix = Number(prefixText);
  const wellFormed = rest.length === 0 && octets.length === 4 && [...octets, prefixText].every((part) => octet.test(part));
  if (!wellFormed || prefix > addressBits || octets.some((part) => Number(part) > 255)) return undefined;
  const size = 2 ** (addressBits - prefix);
  const number = octets.reduce((sum, part) => sum * 256 + Number(part), 0);
  const start = number - (number % size);
  return { start, end: start + size - 1, prefix };
}

/** The block with a rank among those that are left when `bits` are added to a block's prefix. */
export function blockAt(block: Block, bits: number, rank: number): string {
  const prefix = block.prefix + bits;
  const start = block.start + rank * 2 ** (addressBits - prefix);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}
