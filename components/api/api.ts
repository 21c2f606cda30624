import { createHash } from "node:crypto";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { permitInvoker } from "../core/lambda-invokers";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { apiAlarms } from "./alarms";
import { bodyOf } from "./body";
import { accessLogFormat } from "./logs";
import { openApiProblems, routesOf, type OpenApi } from "./openapi";
import { settingsPath, throttleProblems, type Throttle, type Throttles } from "./throttle";

/** A function that API Gateway calls. */
export interface Answerer {
  readonly arn: pulumi.Input<string>;
  readonly functionName: pulumi.Input<string>;
}

export interface ApiArgs {
  readonly place: Place;
  readonly document: OpenApi;
  /** What answers, by the tag of the operations. */
  readonly functions: Readonly<Record<string, Answerer>>;
  /** Looks at tokens, as a REQUEST authorizer. */
  readonly authorizer: Answerer;
  readonly domain: {
    /** Public name, the same in both places. Changing it replaces the way in. */
    readonly name: string;
    /** First part of every path, such as `v1`. */
    readonly basePath: string;
    /** Issued certificate of the place that holds the name. */
    readonly certificateArn: pulumi.Input<string>;
  };
  /** Origin that browsers may call from, or `*`. */
  readonly webOrigin: string;
  readonly throttle: Throttles;
  readonly logs: {
    readonly keyArn: pulumi.Input<string>;
    /** One of the values that CloudWatch Logs takes. */
    readonly retentionDays: number;
    /** What lets API Gateway write logs at all, where it is ours. */
    readonly allowed: readonly pulumi.Resource[];
  };
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** The one stage. Its name is in no address: the public name leads to it. */
export const stageName = "live";

/** Answers shorter than this travel as they are: compression would make them longer. Source: API Gateway Developer Guide, "Payload compression for REST APIs". */
const compressFromBytes = 1024;

/** TLS 1.2 and later. Source: API Gateway Developer Guide, "Choose a security policy for your custom domain in API Gateway". */
const securityPolicy = "TLS_1_2";

/**
 * The API of a place: made from a document, known by one public name in both places, closed by any other. Tokens or signatures
 * let callers in, each route has its limit, and every request is written down. Whoever is primary changes nothing here.
 *
 * @throws {pulumi.ResourceError} when the document and the functions do not fit, or a limit is none.
 */
export class Api extends pulumi.ComponentResource {
  readonly restApiId: pulumi.Output<string>;
  /** What policies call the API by: `arn:…:execute-api:<region>:<account>:<api>`. */
  readonly executionArn: pulumi.Output<string>;
  /** What a firewall stands in front of. */
  readonly stageArn: pulumi.Output<string>;
  /** Name that the public one is an alias of, in this place, and the hosted zone that AWS keeps for it. */
  readonly target: { readonly dnsName: pulumi.Output<string>; readonly zoneId: pulumi.Output<string> };
  readonly accessLogGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: ApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:api:Api", name, {}, opts);
    insist(problemsOf(name, args), this);
    const { api, body } = this.make();
    const permissions = this.letCall(api);
    const accessLogs = this.keepLog(`${name}-access`);
    const stage = this.publish(api, { body, accessLogs, permissions });
    const domain = this.open(api, stage);
    for (const [key, alarm] of Object.entries(apiAlarms(api.name, stageName))) {
      new aws.cloudwatch.MetricAlarm(`${name}-${key}`, { ...alarm, alarmActions: [...args.alarmActionArns] }, { parent: this });
    }
    this.restApiId = api.id;
    this.executionArn = api.executionArn;
    this.stageArn = stage.arn;
    this.target = { dnsName: domain.regionalDomainName, zoneId: domain.regionalZoneId };
    this.accessLogGroupName = accessLogs.name;
    this.registerOutputs({
      restApiId: this.restApiId, executionArn: this.executionArn, stageArn: this.stageArn, target: this.target, accessLogGroupName: this.accessLogGroupName,
    });
  }

  private make(): { readonly api: aws.apigateway.RestApi; readonly body: pulumi.Output<string> } {
    const { place, document, functions, authorizer, webOrigin } = this.args;
    const arns = pulumi.all(Object.fromEntries(Object.entries(functions).map(([tag, { arn }]) => [tag, pulumi.output(arn)])));
    const body = pulumi.all([arns, authorizer.arn]).apply(([functionArns, authorizerArn]) =>
      JSON.stringify(bodyOf(document, { place, functionArns, authorizerArn, webOrigin, stage: stageName })));
    const api = new aws.apigateway.RestApi(this.name, {
      body,
      description: document.info.title,
      endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
      disableExecuteApiEndpoint: true,
      minimumCompressionSize: String(compressFromBytes),
      parameters: { basepath: "ignore" },
    }, { parent: this });
    return { api, body };
  }

  /** A permission names the stage and every route: routes are the document's, and the document decides which function has which. */
  private letCall(api: aws.apigateway.RestApi): pulumi.Resource[] {
    const { place, functions, authorizer } = this.args;
    const permit = (key: string, { functionName }: Answerer, source: string): pulumi.Resource => permitInvoker(`${this.name}-${key}`, {
      place, functionName, invoker: { principal: "apigateway.amazonaws.com", sourceArn: pulumi.interpolate`${api.executionArn}/${source}`, account: "in-arn" },
    }, this);
    return [
      ...Object.entries(functions).map(([tag, answerer]) => permit(tag, answerer, `${stageName}/*/*`)),
      permit("authorizer", authorizer, "authorizers/*"),
    ];
  }

  private keepLog(name: string, physicalName?: pulumi.Input<string>): aws.cloudwatch.LogGroup {
    const { keyArn, retentionDays } = this.args.logs;
    return new aws.cloudwatch.LogGroup(name, {
      kmsKeyId: keyArn, retentionInDays: retentionDays, ...(physicalName !== undefined && { name: physicalName }),
    }, { parent: this });
  }

  /** A deployment is a copy of the API as it is: a new one for every change, before the stage leaves the old one. */
  private publish(api: aws.apigateway.RestApi, { body, accessLogs, permissions }: Parts): aws.apigateway.Stage {
    const deployment = new aws.apigateway.Deployment(this.name, {
      restApi: api.id, triggers: { body: body.apply((text) => createHash("sha256").update(text).digest("hex")) },
    }, { parent: this, dependsOn: permissions });
    // API Gateway makes this group itself at the first error, without a key and for ever, unless it is there.
    const errors = this.keepLog(`${this.name}-errors`, pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${stageName}`);
    const stage = new aws.apigateway.Stage(this.name, {
      restApi: api.id,
      stageName,
      deployment: deployment.id,
      accessLogSettings: { destinationArn: accessLogs.arn, format: accessLogFormat },
      xrayTracingEnabled: true,
      cacheClusterEnabled: false,
    }, { parent: this, dependsOn: [errors, ...this.args.logs.allowed] });
    this.limit(api, stage);
    return stage;
  }

  private limit(api: aws.apigateway.RestApi, stage: aws.apigateway.Stage): void {
    const { document, throttle } = this.args;
    const settle = (name: string, methodPath: string, { perSecond, burst }: Throttle): void => {
      new aws.apigateway.MethodSettings(name, {
        restApi: api.id, stageName: stage.stageName, methodPath,
        // A trace of the data would write down what users send.
        settings: { throttlingRateLimit: perSecond, throttlingBurstLimit: burst, metricsEnabled: true, loggingLevel: "ERROR", dataTraceEnabled: false, cachingEnabled: false },
      }, { parent: this });
    };
    settle(`${this.name}-every`, "*/*", throttle.all);
    for (const route of routesOf(document)) {
      const own = throttle.routes[route.operationId];
      if (own !== undefined) settle(`${this.name}-${kebab(route.operationId)}`, settingsPath(route), own);
    }
  }

  private open(api: aws.apigateway.RestApi, stage: aws.apigateway.Stage): aws.apigateway.DomainName {
    const { name, basePath, certificateArn } = this.args.domain;
    const domain = new aws.apigateway.DomainName(this.name, {
      domainName: name, regionalCertificateArn: certificateArn, endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" }, securityPolicy,
    }, { parent: this });
    new aws.apigateway.BasePathMapping(this.name, { restApi: api.id, stageName: stage.stageName, domainName: domain.domainName, basePath }, { parent: this });
    return domain;
  }
}

interface Parts {
  readonly body: pulumi.Output<string>;
  readonly accessLogs: aws.cloudwatch.LogGroup;
  readonly permissions: pulumi.Resource[];
}

function kebab(word: string): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function problemsOf(name: string, { document, functions, throttle, domain, webOrigin }: ApiArgs): string[] {
  return [
    ...nameProblems("logGroup", `${name}-access`),
    ...openApiProblems(document, Object.keys(functions)),
    ...throttleProblems(throttle, routesOf(document).map(({ operationId }) => operationId)),
    ...(/^[A-Za-z0-9._-]+$/.test(domain.basePath) ? [] : [`domain.basePath is "${domain.basePath}": want one part of a path, such as v1`]),
    ...(webOrigin === "*" || /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(webOrigin) ? [] : [`webOrigin is "${webOrigin}": want an origin such as https://app.example.com, or *`]),
  ];
}
