import { balancerZones, networkBalancerZones } from "./regions";
import { answer, type Subject, type Table } from "./subject";

/** Kinds of load balancer, as their ARNs name them. Source: Service Authorization Reference, Elastic Load Balancing V2, resource types. */
const kinds: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

function loadBalancer(subject: Subject) {
  const type = subject.text("loadBalancerType") ?? "application";
  const name = subject.physicalName();
  const arnSuffix = `${kinds[type] ?? "app"}/${name}/${subject.hex(16, "balancer")}`;
  const arn = subject.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`);
  const internal = subject.inputs["internal"] === true;
  const isApplication = type === "application";
  const host = isApplication ? `${internal ? "internal-" : ""}${name}-${subject.digits(10, "dns")}.${subject.region}.elb`
    : `${name}-${subject.hex(16, "balancer")}.elb.${subject.region}`;
  return answer(arn, {
    arn, arnSuffix, name, internal, loadBalancerType: type, dnsName: `${host}.${subject.domain}`,
    zoneId: (isApplication ? balancerZones : networkBalancerZones)[subject.region],
  });
}

function targetGroup(subject: Subject) {
  const name = subject.physicalName();
  const arnSuffix = `targetgroup/${name}/${subject.hex(16)}`;
  const arn = subject.arn("elasticloadbalancing", arnSuffix);
  return answer(arn, { arn, arnSuffix, name, loadBalancerArns: [] });
}

/** ARN of a part of a load balancer: as that of the whole, with the part's kind and an ID of its own. */
const below = (key: string, from: string, to: string) => (subject: Subject) => {
  const arn = `${(subject.text(key) ?? "").replace(`:${from}/`, `:${to}/`)}/${subject.hex(16)}`;
  return answer(arn, { arn });
};

const balancing = {
  loadBalancer, targetGroup,
  listener: below("loadBalancerArn", "loadbalancer", "listener"),
  listenerRule: below("listenerArn", "listener", "listener-rule"),
  listenerCertificate: (subject: Subject) => answer(`${subject.text("listenerArn") ?? ""}_${subject.text("certificateArn") ?? ""}`),
};

/** Load balancers, under both of the names that the provider has for them. */
export const balancers: Table = Object.fromEntries(["lb", "alb"].flatMap((module) => Object.entries(balancing).map(([file, answerer]) =>
  [`aws:${module}/${file}:${file.charAt(0).toUpperCase()}${file.slice(1)}`, answerer])));
