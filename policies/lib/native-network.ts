import { attributeOf, each, is, kept, only, renamed } from "./native-words";
import { at, list, type Properties, type Value } from "./value";

const ruleOf = (end: "destination" | "source") => (rule: Properties): Value => kept([
  ["protocol", rule["ipProtocol"]], ["fromPort", rule["fromPort"]], ["toPort", rule["toPort"]], ["description", rule["description"]],
  ["cidrBlocks", only(rule["cidrIp"])], ["ipv6CidrBlocks", only(rule["cidrIpv6"])], ["prefixListIds", only(rule[`${end}PrefixListId`])], ["securityGroups", only(rule[`${end}SecurityGroupId`])],
]);

export function securityGroupOf(props: Properties): Properties {
  return kept([
    ["id", props["groupId"] ?? props["id"]],
    ["ingress", each(props["securityGroupIngress"], ruleOf("source"))], ["egress", each(props["securityGroupEgress"], ruleOf("destination"))],
  ]);
}

/** Keys of a load balancer's attributes. Source: Elastic Load Balancing API, `LoadBalancerAttribute`. */
export function balancerOf(props: Properties): Properties {
  const attribute = attributeOf(props["loadBalancerAttributes"]);
  const log = (kind: string): Value => {
    const entries = kept([["enabled", attribute(`${kind}.s3.enabled`)], ["bucket", attribute(`${kind}.s3.bucket`)]]);
    return Object.keys(entries).length === 0 ? undefined : entries;
  };
  return kept([
    ["arn", props["loadBalancerArn"]], ["internal", is(props["scheme"], "internal")],
    ["enableDeletionProtection", attribute("deletion_protection.enabled")], ["dropInvalidHeaderFields", attribute("routing.http.drop_invalid_header_fields.enabled")],
    ["desyncMitigationMode", attribute("routing.http.desync_mitigation_mode")],
    ["accessLogs", log("access_logs")], ["connectionLogs", log("connection_logs")], ["healthCheckLogs", log("health_check_logs")],
  ]);
}

const actionOf = (action: Properties): Value => ({ ...action, ...kept([["redirect", action["redirectConfig"]], ["forward", action["forwardConfig"]], ["fixedResponse", action["fixedResponseConfig"]]]) });

export function listenerOf(props: Properties): Properties {
  return kept([["arn", props["listenerArn"]], ["certificateArn", at(list(props["certificates"])[0], "certificateArn")], ["defaultActions", each(props["defaultActions"], actionOf)]]);
}

/** What tasks are given of the network. */
export function taskNetworkOf(props: Properties): Properties {
  const network = at(props, "networkConfiguration", "awsvpcConfiguration") ?? at(props, "networkConfiguration", "awsVpcConfiguration");
  if (network === undefined) return {};
  return { networkConfiguration: kept([
    ["assignPublicIp", is(at(network, "assignPublicIp"), "ENABLED")], ["subnets", at(network, "subnets")], ["securityGroups", at(network, "securityGroups")],
  ]) };
}

export function serviceOf(props: Properties): Properties {
  const deployment = props["deploymentConfiguration"];
  return kept([["arn", props["serviceArn"]], ["deploymentCircuitBreaker", at(deployment, "deploymentCircuitBreaker")], ["alarms", at(deployment, "alarms")], ...Object.entries(taskNetworkOf(props))]);
}

/** Where events go that could not be handled. */
export function failuresOf(props: Properties): Properties {
  const destination = at(props, "destinationConfig", "onFailure", "destination");
  return destination === undefined ? {} : { destinationConfig: { onFailure: { destinationArn: destination, destination } } };
}

/** Policies that a role holds by itself. */
export function inlinePoliciesOf(props: Properties): Properties {
  return kept([["inlinePolicies", each(props["policies"], (policy) => renamed(policy, { name: "policyName", policy: "policyDocument" }))]]);
}
