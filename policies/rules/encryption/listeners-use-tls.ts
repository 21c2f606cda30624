import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { strings } from "../../lib/settings";
import { tokens } from "../../lib/tokens";
import { at, isSet, list, text, Unknown, type Properties } from "../../lib/value";

/** A listener that answers plain HTTP, or an old TLS, is the one place where traffic can still be read on its way. */
export const listenersUseTls = resourceRule({
  name: "encryption-listeners-use-tls",
  description: "Listeners speak TLS 1.2 or later; plain HTTP does nothing but redirect to HTTPS.",
  severity: "critical",
  types: tokens.listeners,
  fix: 'Use protocol HTTPS with certificateArn and sslPolicy "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", or redirect to HTTPS.',
  controls: ["ELB.1", "ELB.17", "ELB.18", "CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV2_AWS_74", "AWS-0047", "AWS-0054"],
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  settings: {
    // Source: Elastic Load Balancing, Application Load Balancers, "Security policies": the families without TLS 1.0 and 1.1.
    sslPolicies: {
      type: "array", items: { type: "string" }, description: "How the names of accepted security policies start.",
      default: ["ELBSecurityPolicy-TLS13-1-2-", "ELBSecurityPolicy-TLS13-1-3-", "ELBSecurityPolicy-TLS-1-2-", "ELBSecurityPolicy-FS-1-2-"],
    },
  },
}, check);

function* check({ props, settings }: Subject): Findings {
  const protocol = props["protocol"];
  if (protocol instanceof Unknown) return yield undecided(protocol);
  // A Gateway Load Balancer takes neither; an application load balancer speaks HTTP unless told otherwise.
  if (!isSet(protocol) && !isSet(props["port"])) return yield exempt("A gateway load balancer passes packets on as they are.");
  switch (isSet(protocol) ? text(protocol).toUpperCase() : "HTTP") {
    case "HTTP": return yield* onlyRedirects(props);
    case "HTTPS":
    case "TLS": return yield* isModern(props, settings);
    default: return yield exempt("TCP and UDP listeners pass on what the client and the target agreed on.");
  }
}

function* onlyRedirects(props: Properties): Findings {
  const actions = list(props["defaultActions"]);
  if (actions.length === 0) yield flaw("protocol", '"HTTP"', '"HTTPS", or a redirect to it as the only action');
  for (const action of actions) {
    const [kind, target] = [at(action, "type"), at(action, "redirect", "protocol")];
    if (kind instanceof Unknown) yield undecided(kind);
    else if (kind !== "redirect") yield flaw("protocol", `"HTTP" with the action ${show(kind)}`, '"HTTPS", or a redirect to it as the only action');
    else if (target instanceof Unknown) yield undecided(target);
    else if (target !== "HTTPS") yield flaw("defaultActions[].redirect.protocol", show(target), '"HTTPS"');
  }
}

function* isModern(props: Properties, settings: Properties): Findings {
  const [policy, accepted] = [props["sslPolicy"], strings(settings, "sslPolicies")];
  if (policy instanceof Unknown) yield undecided(policy);
  else if (!accepted.some((start) => typeof policy === "string" && policy.startsWith(start))) {
    yield flaw("sslPolicy", show(policy), `a policy that starts with ${accepted.join(", ")}`);
  }
  if (!isSet(props["certificateArn"])) yield flaw("certificateArn", show(props["certificateArn"]), "the ARN of a certificate");
}
