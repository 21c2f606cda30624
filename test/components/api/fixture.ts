import { Api, type ApiArgs, type OpenApi } from "../../../components/api";
import { record } from "../../support/record";

export const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

const operation = (operationId: string, tag: string, security: readonly Record<string, readonly string[]>[]) =>
  ({ operationId, tags: [tag], security, responses: { 200: { description: "Done." } } });

/** The smallest document that has every way in. */
export const document: OpenApi = {
  info: { title: "Example", version: "1.0.0" },
  paths: {
    "/place": { get: operation("showPlace", "place", []) },
    "/things/{id}": { get: operation("showThing", "things", [{ token: [] }]), delete: operation("removeThing", "things", [{ token: [] }]) },
    "/signed/things/{id}": { get: operation("showThingSigned", "things", [{ signature: [] }]) },
  },
  components: { schemas: { Thing: { type: "object" } } },
};

export const args: ApiArgs = {
  place, document,
  functions: { things: { arn: "arn:aws:lambda:us-east-2:111122223333:function:things", functionName: "things" } },
  authorizer: { arn: "arn:aws:lambda:us-east-2:111122223333:function:tokens", functionName: "tokens" },
  domain: { name: "api.example.com", basePath: "v1", certificateArn: "arn:certificate" },
  webOrigin: "https://app.example.com",
  throttle: { all: { perSecond: 100, burst: 50 }, routes: { showThingSigned: { perSecond: 5, burst: 2 } } },
  logs: { keyArn: "arn:key:logs", retentionDays: 30, allowed: [] },
  alarmActionArns: ["arn:topic"],
};

export const build = (change: Partial<ApiArgs> = {}) => record((opts) => new Api("use2-api", { ...args, ...change }, opts));
