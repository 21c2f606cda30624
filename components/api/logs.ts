/**
 * What is written down of a request: who, what, from where, how it was let in and what came of it. No header and no body, so no
 * token and nothing that somebody typed.
 * Source: API Gateway Developer Guide, "Variables for access logging for API Gateway".
 */
export const accessLogFormat = JSON.stringify({
  requestId: "$context.requestId", extendedRequestId: "$context.extendedRequestId", traceId: "$context.xrayTraceId", time: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp", userAgent: "$context.identity.userAgent", domain: "$context.domainName",
  method: "$context.httpMethod", resource: "$context.resourcePath", status: "$context.status", responseBytes: "$context.responseLength",
  user: "$context.authorizer.sub", identity: "$context.identity.cognitoIdentityId", role: "$context.identity.userArn",
  latency: "$context.responseLatency", integrationLatency: "$context.integrationLatency", integrationStatus: "$context.integration.status",
  waf: "$context.waf.status", authorizer: "$context.authorizer.status", error: "$context.error.responseType", tls: "$context.tlsVersion",
});
