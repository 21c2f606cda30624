import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Makes `tools/docs/controls/controls.json`: the controls of four sets that speak of services in use here. `npm run controls -- PROWLER CHECKOV CDK-NAG`
 * reads clones of these repositories (all Apache-2.0), at the commit that each has checked out. Of CIS it keeps the numbers alone.
 */
const sources = {
  prowler: "github.com/prowler-cloud/prowler, prowler/compliance/aws", checkov: "github.com/bridgecrewio/checkov, docs/5.Policy Index/terraform.md", nag: "github.com/cdklabs/cdk-nag, RULES.md",
} as const;

/** Services in use, as Security Hub calls them. */
const hubServices = ["ACM", "APIGateway", "AppSync", "Athena", "Backup", "CloudFront", "CloudTrail", "CodeBuild", "Cognito", "DataFirehose", "DynamoDB", "EC2", "ECR", "ECS", "ELB",
  "EventBridge", "IAM", "KMS", "Kinesis", "Lambda", "RDS", "Route53", "S3", "SNS", "SQS", "SSM", "SecretsManager", "StepFunctions", "WAF"];

/** The same as cdk-nag calls them. */
const nagServices = ["APIG", "ASC", "CB", "CFR", "COG", "DDB", "EC2", "ECR", "ECS", "ELB", "EVB", "GL", "IAM", "KDF", "KDS", "KMS", "L", "QS", "RDS", "S", "SF", "SMG", "SNS", "SQS", "VPC"];

/** Types of Terraform that are called otherwise in Pulumi, and in use or judged: what Checkov says of any other says nothing here. */
const terraformTypes = /^aws_(acm_certificate|alb|api_gateway_\w+|apigatewayv2_\w+|appautoscaling_target|appsync_\w+|athena_workgroup|backup_\w+|cloudfront_distribution|cloudfront_response_headers_policy|cloudtrail|cloudwatch_\w+|codebuild_project|codepipeline|cognito_\w+|db_proxy|db_instance|default_security_group|dynamodb_\w+|ecr_\w+|ecs_\w+|eip|flow_log|glue_(crawler|job|security_configuration|data_catalog_encryption_settings)|iam_(policy|role|role_policy|role_policy_attachment|policy_document|policy_attachment|user)|kinesis_(stream|firehose_delivery_stream)|kms_\w+|lambda_(function|function_url|permission)|a?lb|a?lb_(listener|target_group)|nat_gateway|network_acl|network_acl_rule|rds_\w+|route|route_table|route53_(record|zone)|s3_bucket\w*|secretsmanager_\w+|security_group|security_group_rule|sfn_state_machine|sns_topic\w*|sqs_queue\w*|ssm_parameter|subnet|vpc|vpc_endpoint|vpc_security_group_\w+|wafv2_web_acl\w*|scheduler_schedule)$/;

type Control = readonly [id: string, title: string];

interface Requirement { readonly Id: string; readonly Name?: string }
const parsed: <T>(text: string) => T = JSON.parse;

/** A number from sorting text by its numbers: RDS.2 before RDS.12. */
const byNumber = ([one]: Control, [other]: Control): number => one.localeCompare(other, "en", { numeric: true });

function git(folder: string, ...words: readonly string[]): string {
  return execFileSync("git", ["-C", folder, ...words], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

function fsbp(prowler: string): readonly Control[] {
  const { Requirements: all } = parsed<{ readonly Requirements: readonly Requirement[] }>(git(prowler, "show", "HEAD:prowler/compliance/aws/aws_foundational_security_best_practices_aws.json"));
  return all.filter(({ Id }) => hubServices.includes(Id.split(".")[0] ?? "")).map(({ Id, Name = "" }) => [Id, Name] as const).sort(byNumber);
}

/** The file has the number of 1.10 without its zero, after 1.9. */
function cis(prowler: string): readonly Control[] {
  const { Requirements: all } = parsed<{ readonly Requirements: readonly Requirement[] }>(git(prowler, "show", "HEAD:prowler/compliance/aws/cis_5.0_aws.json"));
  return all.map(({ Id }, rank) => [`CIS-AWS 5.0 ${Id === "1.1" && rank > 0 ? "1.10" : Id}`, ""] as const).sort(byNumber);
}

function checkov(folder: string): readonly Control[] {
  const rows = git(folder, "show", "HEAD:docs/5.Policy Index/terraform.md").split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const found = rows.filter(([, , id = "", , type = ""]) => /^CKV2?_AWS_\d+$/.test(id) && terraformTypes.test(type)).map(([, , id = "", , , title = ""]) => [id, title] as const);
  return [...new Map(found)].sort(byNumber);
}

function cdkNag(folder: string): readonly Control[] {
  const rows = git(folder, "show", "HEAD:RULES.md").split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows.filter(([, id = ""]) => nagServices.includes(/^AwsSolutions-(EC2|[A-Z]+)\d/.exec(id)?.[1] ?? "")).map(([, id = "", title = ""]) => [id, title] as const).sort(byNumber);
}

const folders = process.argv.slice(2);
const [prowlerFolder, checkovFolder, nagFolder] = folders;
if (prowlerFolder === undefined || checkovFolder === undefined || nagFolder === undefined || folders.length > 3) throw new Error("want three folders: clones of prowler, checkov and cdk-nag");
const commit = (folder: string): string => git(folder, "rev-parse", "HEAD").trim();
const content = {
  source: [
    `${sources.prowler}, commit ${commit(prowlerFolder)}`, `${sources.checkov}, commit ${commit(checkovFolder)}`, `${sources.nag}, commit ${commit(nagFolder)}`,
  ],
  regenerate: "npm run controls -- PROWLER CHECKOV CDK-NAG",
  fsbp: fsbp(prowlerFolder), cis: cis(prowlerFolder), checkov: checkov(checkovFolder), cdkNag: cdkNag(nagFolder),
};
const text = JSON.stringify(content, undefined, 2).replaceAll(/\[\n\s+("(?:[^"\\]|\\.)*"),\n\s+("(?:[^"\\]|\\.)*")\n\s+\]/g, "[$1, $2]");
writeFileSync(path.join(__dirname, "controls.json"), `${text}\n`);
