import * as pulumi from "@pulumi/pulumi";
import { allow, allowUnscoped, type Statement } from "../core/iam";
import { invocationOf, routesOf, type OpenApi } from "./openapi";

/** An API as a grant has to know it. */
export interface ApiEnd {
  /** `arn:…:execute-api:<region>:<account>:<api>`. */
  readonly executionArn: pulumi.Input<string>;
  readonly stage: string;
  readonly document: Pick<OpenApi, "paths">;
}

/** Ask for everything that stands behind a signature: what signed-in users may do with their AWS credentials. */
export function invokeSigned({ executionArn, stage, document }: ApiEnd): Statement {
  const [first, ...rest] = routesOf(document).filter(({ door }) => door === "signature").map((route) => pulumi.interpolate`${executionArn}/${invocationOf(stage, route)}`);
  if (first === undefined) throw new pulumi.RunError("the API has no operation behind a signature: want one, or grant nothing");
  return allow({ sid: "InvokeSignedOperations", actions: ["execute-api:Invoke"], resources: [first, ...rest] });
}

/**
 * Lets API Gateway write the logs of every API in the region. It asks for one role for all of them, and finds groups by
 * looking, so that no name is narrower than the account's.
 * Source: API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs in API Gateway", permissions.
 */
export function writeApiLogs(groups: pulumi.Input<string>): Statement[] {
  return [
    allowUnscoped({ sid: "SeeLogGroups", actions: ["logs:DescribeLogGroups"], why: "CloudWatch Logs scopes no listing of groups." }),
    allow({
      sid: "WriteApiLogs", resources: [groups],
      actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:PutLogEvents"],
    }),
  ];
}
