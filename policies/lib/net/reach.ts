import { isWorld } from "../cidr";
import { perStack, type Node, type Stack } from "../stack";
import { tokens } from "../tokens";
import { at, isSet, list, text, texts, type Value } from "../value";

/** One step of a connection: from a group, or the Internet, into a group. */
export interface Step {
  readonly to: Node;
  /** Ports that it is open on, in words: `5432`, `8000-8100`, `every port`. */
  readonly ports: string;
  /** True where the step is open on every port. */
  readonly isOpen: boolean;
}

interface Opening {
  readonly group: Node;
  readonly from: { readonly kind: "world" } | { readonly kind: "network" } | { readonly kind: "group"; readonly group: Node };
  readonly ports: Ports;
}

interface Ports { readonly first: number; readonly last: number }
const allPorts: Ports = { first: 0, last: 65_535 };

/** Who can connect to whom, by every rule of every security group together. */
export interface Reach {
  /** The shortest chain of groups from the Internet into one, the last step first named; none where there is no chain. */
  readonly chainTo: (target: Node) => readonly Step[];
}

/** Security groups of a stack as a graph: what one lets in and the other lets out. */
export const reachIn = perStack((stack: Stack): Reach => {
  const ins = openings(stack, "ingress");
  const outs = openings(stack, "egress");
  const groups = stack.of(tokens.securityGroups);
  const next = (from: Node | undefined): readonly Step[] => ins
    .filter((opening) => (from === undefined ? opening.from.kind === "world" : isOpenTo(opening, from)))
    .flatMap(({ group, ports }) => {
      const through = from === undefined ? ports : passing(from, group, { ports, outs });
      return through === undefined ? [] : [{ to: group, ports: spelt(through), isOpen: isEverything(through) }];
    });
  return { chainTo: (target) => (groups.includes(target) ? shortest(next, target) : []) };
});

function isOpenTo({ group, from }: Opening, source: Node): boolean {
  return from.kind === "group" ? from.group === source : from.kind === "network" && source !== group;
}

/** Ports that the source lets out to the target, of those that the target lets in; undefined where nothing passes. */
function passing(source: Node, target: Node, { ports, outs }: { readonly ports: Ports; readonly outs: readonly Opening[] }): Ports | undefined {
  const own = outs.filter(({ group }) => group === source);
  // Rules of another stack, or of the group's making, may let it out: what is not known here stops nothing.
  if (own.length === 0) return ports;
  const matching = own.filter(({ from }) => from.kind !== "group" || from.group === target).flatMap((out) => {
    const [first, last] = [Math.max(out.ports.first, ports.first), Math.min(out.ports.last, ports.last)];
    return first <= last ? [{ first, last }] : [];
  });
  return matching.toSorted((a, b) => (b.last - b.first) - (a.last - a.first))[0];
}

function shortest(next: (from: Node | undefined) => readonly Step[], target: Node): readonly Step[] {
  const chains: (readonly Step[])[] = next(undefined).map((step) => [step]);
  const seen = new Set<Node>();
  for (let chain = chains.shift(); chain !== undefined; chain = chains.shift()) {
    const last = chain.at(-1);
    if (last === undefined || seen.has(last.to)) continue;
    if (last.to === target) return chain;
    seen.add(last.to);
    const so = chain;
    chains.push(...next(last.to).map((step) => [...so, step]));
  }
  return [];
}

type Direction = "ingress" | "egress";

function openings(stack: Stack, direction: Direction): readonly Opening[] {
  const inline = stack.of(tokens.securityGroups).flatMap((group) => list(group.props[direction]).flatMap((rule) => openingsOf(stack, group, { node: group, rule, property: direction })));
  const own = direction === "ingress" ? tokens.ingressRules : tokens.egressRules;
  const separate = [...stack.of(own), ...stack.of(tokens.securityGroupRules).filter(({ props }) => props["type"] === direction)];
  return [...inline, ...separate.flatMap((node) => groupsOf(stack, node, "securityGroupId").flatMap((group) => openingsOf(stack, group, { node, rule: node.props })))];
}

interface Source { readonly node: Node; readonly rule: Value; readonly property?: Direction }

function openingsOf(stack: Stack, group: Node, { node, rule, property }: Source): readonly Opening[] {
  const ports = portsOf(rule);
  const blocks = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((key) => texts(at(rule, key)));
  const prefixes = ["prefixListId", "prefixListIds"].flatMap((key) => list(at(rule, key)));
  const found: Opening[] = [];
  if (isWorld(blocks)) found.push({ group, from: { kind: "world" }, ports });
  if (blocks.length > 0 && !isWorld(blocks)) found.push({ group, from: { kind: "network" }, ports });
  if (prefixes.length > 0) found.push({ group, from: { kind: "world" }, ports });
  if (at(rule, "self") === true) found.push({ group, from: { kind: "group", group }, ports });
  for (const key of ["referencedSecurityGroupId", "sourceSecurityGroupId", "securityGroups"]) {
    const values = list(at(rule, key));
    if (values.length === 0) continue;
    for (const other of property === undefined ? groupsOf(stack, node, key) : namedGroups(stack, values)) found.push({ group, from: { kind: "group", group: other }, ports });
  }
  return found;
}

/** Groups that a property of a rule means: one end of a rule that is not known yet is one of what the property was made of. */
function groupsOf(stack: Stack, node: Node, property: string): readonly Node[] {
  const value = node.props[property];
  return isSet(value) ? stack.of(tokens.securityGroups).filter((group) => stack.refers(node, [property, value], group)) : [];
}

function namedGroups(stack: Stack, values: readonly Value[]): readonly Node[] {
  const names = new Set(values.flatMap(texts));
  return stack.of(tokens.securityGroups).filter(({ identities }) => identities.some((id) => names.has(id)));
}

function portsOf(rule: Value): Ports {
  const protocol = text(at(rule, "protocol") ?? at(rule, "ipProtocol") ?? "-1").toLowerCase();
  const [first, last] = [at(rule, "fromPort"), at(rule, "toPort")];
  if (["-1", "all"].includes(protocol) || typeof first !== "number" || typeof last !== "number" || first < 0) return allPorts;
  return { first, last };
}

function isEverything({ first, last }: Ports): boolean {
  return first <= 1 && last >= allPorts.last;
}

function spelt(ports: Ports): string {
  if (isEverything(ports)) return "every port";
  return ports.first === ports.last ? String(ports.first) : `${ports.first}-${ports.last}`;
}

/** Security groups that a resource has, by the names of its properties. */
export function groupsWith(stack: Stack, node: Node, properties: readonly string[]): readonly Node[] {
  return properties.flatMap((property) => list(node.props[property]).flatMap((value) =>
    stack.of(tokens.securityGroups).filter((group) => stack.refers(node, [property, value], group))));
}
