import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, type Statement } from "../core/iam";
import { permitInvoker } from "../core/lambda-invokers";
import { logRetentionProblems } from "../core/log-retention";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { type TableSite } from "../core/table-grants";
import { readRecords, trustApis, writeApiLog, writeRecords } from "./access";
import { apiAlarms, refusals } from "./alarms";
import { fields, functionsOf, type Field, type Source } from "./fields";
import { programProblems, type SyncProgram } from "./program";
import { fieldCode, type Setup } from "./setup";

export interface SyncApiArgs {
  readonly place: Place;
  readonly program: SyncProgram;
  /** The replica of the place, and the key of the same place. */
  readonly table: TableSite;
  /** Function of the place that says who calls. */
  readonly authorizer: { readonly arn: pulumi.Input<string>; readonly name: pulumi.Input<string> };
  readonly rules: Omit<Setup, "place" | "tableName">;
  /** Whether callers may ask for the schema. For development. */
  readonly introspection: boolean;
  readonly logs: {
    readonly keyArn: pulumi.Input<string>;
    readonly retentionDays: number;
    /** `errors`, or what became of every field; never what was in it. */
    readonly fields: "all" | "errors";
  };
  /** Topics that hear of failures. May be empty. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** Source: AWS AppSync Developer Guide, "JavaScript resolvers overview", runtime. */
const runtime = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" } as const;

/** The schema is three fields deep, and a call has a few resolvers: more is no call of an app's. */
const limits = { queryDepthLimit: 5, resolverCountLimit: 10 } as const;

/** Seconds for which a caller stays known: as long as a revoked token, or one that ran out, goes on working here. */
const authorizerSeconds = 60;

/** A JSON web token; anything else is turned away before the authorizer is asked. Source: RFC 7519, section 3. */
const token = "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";

/**
 * The API by which devices keep records in step, in one place: over the place's own replica, told who calls by the place's own
 * function, cached nowhere. The other place has the same; nothing joins the two but the table.
 *
 * @throws {pulumi.ResourceError} with everything that AppSync would refuse.
 */
export class SyncApi extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  readonly apiArn: pulumi.Output<string>;
  /** Where queries and mutations go. */
  readonly graphqlUrl: pulumi.Output<string>;
  /** Where subscriptions go. */
  readonly realtimeUrl: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: SyncApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:sync:SyncApi", name, {}, opts);
    insist([...programProblems(args.program, fields), ...logRetentionProblems("logs.retentionDays", args.logs.retentionDays)], this);
    const logRole = this.role("logs");
    const api = this.make(logRole);
    const logGroup = this.log(api, logRole);
    permitInvoker(`${name}-authorizer`, {
      place: args.place, functionName: args.authorizer.name, invoker: { principal: "appsync.amazonaws.com", sourceArn: api.arn, account: "in-arn" },
    }, this);
    this.answer(api);
    this.watch(api, logGroup);
    this.apiId = api.id;
    this.apiArn = api.arn;
    this.graphqlUrl = api.uris.apply((uris) => uris["GRAPHQL"] ?? "");
    this.realtimeUrl = api.uris.apply((uris) => uris["REALTIME"] ?? "");
    this.logGroupName = logGroup.name;
    this.registerOutputs({ apiId: this.apiId, apiArn: this.apiArn, graphqlUrl: this.graphqlUrl, realtimeUrl: this.realtimeUrl, logGroupName: this.logGroupName });
  }

  private make(logRole: aws.iam.Role): aws.appsync.GraphQLApi {
    const { program, authorizer, introspection, logs } = this.args;
    return new aws.appsync.GraphQLApi(this.name, {
      schema: program.schema,
      authenticationType: "AWS_LAMBDA",
      lambdaAuthorizerConfig: { authorizerUri: authorizer.arn, authorizerResultTtlInSeconds: authorizerSeconds, identityValidationExpression: token },
      visibility: "GLOBAL",
      introspectionConfig: introspection ? "ENABLED" : "DISABLED",
      ...limits,
      xrayEnabled: true,
      // Without verbose content a log holds no headers, no arguments and no results.
      logConfig: { cloudwatchLogsRoleArn: logRole.arn, fieldLogLevel: logs.fields === "all" ? "ALL" : "ERROR", excludeVerboseContent: true },
    }, { parent: this });
  }

  /** AppSync writes to a group of this name, and makes one that keeps everything for ever where there is none. */
  private log({ id }: aws.appsync.GraphQLApi, role: aws.iam.Role): aws.cloudwatch.LogGroup {
    const { keyArn, retentionDays } = this.args.logs;
    const group = new aws.cloudwatch.LogGroup(this.name, {
      name: pulumi.interpolate`/aws/appsync/apis/${id}`, kmsKeyId: keyArn, retentionInDays: retentionDays,
    }, { parent: this });
    this.grant("logs", role, [writeApiLog(group.arn)]);
    return group;
  }

  private watch({ id }: aws.appsync.GraphQLApi, logGroup: aws.cloudwatch.LogGroup): void {
    const { alarm: refused, ...counted } = refusals(id);
    new aws.cloudwatch.LogMetricFilter(`${this.name}-refusals`, { logGroupName: logGroup.name, ...counted }, { parent: this });
    for (const [key, alarm] of Object.entries({ ...apiAlarms(id), refusals: refused })) {
      new aws.cloudwatch.MetricAlarm(`${this.name}-${key}`, { ...alarm, alarmActions: [...this.args.alarmActionArns] }, { parent: this });
    }
  }

  private answer(api: aws.appsync.GraphQLApi): void {
    const { program, place, rules, table } = this.args;
    const sources = this.openSources(api);
    const before = fieldCode({ place: place.key, tableName: table.tableName, ...rules });
    const functions = new Map(functionsOf(fields).map(({ code, source }) => [code, new aws.appsync.Function(`${this.name}-${code}`, {
      apiId: api.id, name: code, dataSource: sources[source].name, code: program.code[code] ?? "", runtime,
    }, { parent: this })]));
    for (const field of fields) {
      new aws.appsync.Resolver(`${this.name}-${resolverKey(field)}`, {
        apiId: api.id, type: field.type, field: field.field, runtime,
        ...("functions" in field
          ? { kind: "PIPELINE", code: before, pipelineConfig: { functions: field.functions.flatMap(({ code }) => functions.get(code)?.functionId ?? []) } }
          : { kind: "UNIT", code: program.code[field.code] ?? "", dataSource: sources[field.source].name }),
      }, { parent: this });
    }
  }

  /** The table under two roles: what only reads cannot be made to write. */
  private openSources(api: aws.appsync.GraphQLApi): Readonly<Record<Source, aws.appsync.DataSource>> {
    const { table } = this.args;
    const open = (source: "read" | "write", statements: readonly Statement[]) => {
      const role = this.role(source);
      const policy = this.grant(source, role, statements);
      return new aws.appsync.DataSource(`${this.name}-${source}`, {
        apiId: api.id, name: source, type: "AMAZON_DYNAMODB", serviceRoleArn: role.arn, dynamodbConfig: { tableName: table.tableName, region: table.place.region },
      }, { parent: this, dependsOn: policy });
    };
    return {
      none: new aws.appsync.DataSource(`${this.name}-none`, { apiId: api.id, name: "none", type: "NONE" }, { parent: this }),
      read: open("read", readRecords(table)),
      write: open("write", writeRecords(table)),
    };
  }

  private role(part: string): aws.iam.Role {
    return new aws.iam.Role(`${this.name}-${part}`, { assumeRolePolicy: trustApis(this.args.place) }, { parent: this });
  }

  private grant(part: string, role: aws.iam.Role, statements: readonly Statement[]): aws.iam.RolePolicy {
    return new aws.iam.RolePolicy(`${this.name}-${part}`, { role: role.id, policy: document(...statements) }, { parent: this });
  }
}

/** Part of a resolver's name, such as `query-changes`. */
function resolverKey({ type, field }: Field): string {
  return `${type.toLowerCase()}-${field}`;
}
