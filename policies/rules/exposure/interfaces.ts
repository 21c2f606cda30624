import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { checksRequests, interfaceIn } from "../../lib/openapi";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet, list, Unknown } from "../../lib/value";

/** Whoever calls the name that AWS gave goes round the name's certificate, its TLS and its failover. */
export const interfacesHaveOneName = stackRule({
  name: "exposure-interfaces-have-one-name",
  description: "Interfaces with a name of their own do not answer to the one that AWS gave them.",
  severity: "medium",
  types: [...tokens.restApis, ...tokens.httpApis],
  fix: "Set disableExecuteApiEndpoint: true.",
  controls: ["SEC05-BP02"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of([...tokens.restApis, ...tokens.httpApis])) {
    const isNamed = stack.referrers(tokens.basePathMappings, "restApi", on).length > 0 || stack.referrers(tokens.apiMappings, "apiId", on).length > 0;
    const disabled = on.props["disableExecuteApiEndpoint"];
    if (disabled instanceof Unknown) yield { on, finding: undecided(disabled) };
    else if (isNamed && disabled !== true) yield { on, finding: flaw("disableExecuteApiEndpoint", show(disabled), "true") };
  }
});

/** What nobody expects is best refused before code has seen it. */
export const interfacesCheckRequests = resourceRule({
  name: "exposure-interfaces-check-requests",
  description: "Interfaces hold bodies and parameters against what they say of them, before anything runs.",
  severity: "low",
  types: [...tokens.restApis, ...tokens.apiMethods],
  fix: "Name a validator: x-amazon-apigateway-request-validator in a body, requestValidatorId on a method.",
  controls: ["CKV2_AWS_53", "AwsSolutions-APIG2"],
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
}, function* ({ type, props }): Findings {
  if (tokens.apiMethods.some((token) => token === type)) {
    if (isSet(props["requestModels"]) && !isSet(props["requestValidatorId"])) yield flaw("requestValidatorId", "not set", "a validator, without which nobody looks at requestModels");
    return;
  }
  const described = interfaceIn(props["body"]);
  if (described instanceof Unknown) return yield undecided(described);
  const open = (described?.operations ?? []).filter((operation) => described !== undefined
    && (isSet(operation.content["requestBody"]) || list(operation.content["parameters"]).length > 0) && !checksRequests(described, operation));
  if (open.length > 0) yield flaw("body", `without a validator of ${open.map(({ label }) => label).sort().join(", ")}`, "one that checks what they are sent");
});
