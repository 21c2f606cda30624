import { isWorld } from "../../lib/cidr";
import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { numbers } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { firstUnknown, isProperties, isSet, list, text, texts, Unknown, type Properties, type Value } from "../../lib/value";

/** Whatever listens behind a port that the world can reach is found within minutes. */
export const securityGroupsOpenOnlyWeb = resourceRule({
  name: "exposure-security-groups-open-only-web",
  description: "Security groups let the world in on web ports, and on nothing else.",
  severity: "critical",
  types: [...tokens.securityGroups, ...tokens.securityGroupRules, ...tokens.ingressRules],
  fix: "Name the security group or the network that may come in, or keep to TCP 443 (and 80, to redirect).",
  controls: ["EC2.13", "EC2.14", "EC2.18", "EC2.19", "CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277", "AWS-0107", "AwsSolutions-EC23",
    "CIS-AWS 5.0 5.3", "CIS-AWS 5.0 5.4"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  settings: {
    ports: { type: "array", items: { type: "integer" }, description: "TCP ports that the world may reach.", default: [80, 443] },
  },
}, check);

/** One way in, in the words of whichever resource declares it. */
interface Opening {
  readonly property: string;
  readonly protocol: Value;
  readonly from: Value;
  readonly to: Value;
  readonly blocks: readonly Value[];
}

function* check({ type, props, settings }: Subject): Findings {
  const direction = props["type"];
  if (tokens.securityGroupRules.some((token) => token === type) && direction === "egress") return yield exempt("It lets traffic out.");
  for (const opening of openings(type, props)) {
    if (opening instanceof Unknown) yield undecided(opening);
    else yield* judge(opening, numbers(settings, "ports"));
  }
}

function openings(type: string, props: Properties): readonly (Opening | Unknown)[] {
  const isInline = tokens.securityGroups.some((token) => token === type);
  if (!isInline) return [opening("", props)];
  return list(props["ingress"]).flatMap((each, index): (Opening | Unknown)[] =>
    each instanceof Unknown ? [each] : isProperties(each) ? [opening(`ingress[${index}].`, each)] : []);
}

function opening(prefix: string, source: Properties): Opening {
  return {
    property: `${prefix}${source["ipProtocol"] === undefined ? "protocol" : "ipProtocol"}`,
    protocol: source["protocol"] ?? source["ipProtocol"], from: source["fromPort"], to: source["toPort"],
    blocks: ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((key) => list(source[key])),
  };
}

function* judge({ property, protocol, from, to, blocks }: Opening, ports: readonly number[]): Findings {
  if (isWeb({ protocol, from, to }, ports)) return;
  const port = firstUnknown([protocol, from, to]);
  const source = firstUnknown(blocks);
  if (isWorld(texts(blocks))) {
    if (port !== undefined) yield undecided(port);
    else yield flaw(property, `${name(protocol)} ${range(name(protocol), from, to)} from ${show(texts(blocks).join(", "))}`, `tcp ${ports.join(" or ")} where the world may come in`);
  } else if (source !== undefined) yield undecided(source);
}

function isWeb({ protocol, from, to }: Pick<Opening, "protocol" | "from" | "to">, ports: readonly number[]): boolean {
  if (name(protocol) !== "tcp" || typeof from !== "number" || typeof to !== "number") return false;
  return to >= from && to - from < ports.length && Array.from({ length: to - from + 1 }, (_, step) => from + step).every((port) => ports.includes(port));
}

const everything = "every protocol";

/** AWS takes protocols by name, in any case, and by number. */
function name(protocol: Value): string {
  const given = (isSet(protocol) ? text(protocol) : "-1").toLowerCase();
  return { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", "-1": everything, all: everything }[given] ?? given;
}

function range(protocol: string, from: Value, to: Value): string {
  if (protocol === everything || typeof from !== "number" || typeof to !== "number" || from < 0) return "on every port";
  return from === to ? `${from}` : `${from}-${to}`;
}
