/** What becomes of a control that no rule keeps: left out on purpose, or about something that the platform does not have. */
export interface Decision {
  readonly verdict: "deliberately not" | "not applicable";
  readonly why: string;
  readonly controls: readonly string[];
}

const not = (why: string, ...controls: readonly string[]): Decision => ({ verdict: "deliberately not", why, controls });
const none = (why: string, ...controls: readonly string[]): Decision => ({ verdict: "not applicable", why, controls });
const cis = (...numbers: readonly string[]): readonly string[] => numbers.map((number) => `CIS-AWS 5.0 ${number}`);

const about = {
  machines: "There are no virtual machines, volumes or VPN connections: containers run on Fargate.",
  classic: "There are no classic load balancers.",
  classicFirewall: "There is no WAF Classic.",
  instances: "Databases are Aurora clusters, whose rules judge the same; there is no instance of another engine.",
  users: "There are no IAM users: `least-privilege-nobody-has-long-lived-keys` refuses them.",
  account: "Belongs to the account and its organization, which no stack of one platform may decide.",
  atRunTime: "A state at run time, which no property of a program shows.",
  mysql: "Databases speak PostgreSQL.",
  events: "What a database tells is in its log and its metrics, from which alarms are made; events of RDS say the same later.",
  port: "Whoever reaches the network finds the port; security groups decide who does.",
} as const;

/** Every control of the four sets that no rule keeps. A test holds this list against the sets and the rules. */
export const decisions: readonly Decision[] = [
  none(about.machines, "EC2.1", "EC2.3", "EC2.4", "EC2.7", "EC2.8", "EC2.9", "EC2.17", "EC2.20", "EC2.23", "EC2.24", "EC2.25", "EC2.28", "EC2.51", "SSM.1", "SSM.2", "SSM.3",
    "CKV2_AWS_9", "CKV2_AWS_15", "AwsSolutions-EC26", "AwsSolutions-EC28", "AwsSolutions-EC29", ...cis("1.17", "5.1.1", "5.1.2", "5.7")),
  none(about.classic, "ELB.2", "ELB.3", "ELB.7", "ELB.9", "ELB.10", "ELB.14", "AwsSolutions-ELB1", "AwsSolutions-ELB3", "AwsSolutions-ELB4", "AwsSolutions-ELB5"),
  none(about.classicFirewall, "WAF.1", "WAF.2", "WAF.3", "WAF.4", "WAF.6", "WAF.7", "WAF.8"),
  none(about.instances, "RDS.3", "RDS.5", "RDS.8", "RDS.9", "RDS.10", "RDS.11", "RDS.17", "RDS.18", "RDS.25", "CKV_AWS_16", "CKV_AWS_129", "CKV_AWS_157", "CKV_AWS_161", "CKV_AWS_211",
    "CKV_AWS_293", "CKV2_AWS_30", "CKV2_AWS_60", "AwsSolutions-RDS3", "AwsSolutions-RDS13"),
  none(about.users, "IAM.3", "IAM.5", "IAM.7", "IAM.8", "IAM.10", "IAM.19", "IAM.22", ...cis("1.7", "1.8", "1.9", "1.10", "1.11", "1.12", "1.13", "1.20", "1.21")),
  none(about.account, "IAM.4", "IAM.6", "IAM.9", "IAM.26", ...cis("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.16", "1.18", "1.19", "2.1.3", "3.3", "4.16")),
  none(about.atRunTime, "CloudFront.12", "EC2.12", "EC2.16", "EC2.22", "SecretsManager.2", "SecretsManager.3"),
  none(about.mysql, "RDS.14", "RDS.34", "CKV_AWS_325", "CKV_AWS_326", "AwsSolutions-RDS14", "AwsSolutions-RDS16"),
  none("Snapshots that a program does not make have no entry in its graph; clusters are encrypted, and what is made of them is too.", "RDS.1", "RDS.4"),
  none("ACM renews what it has validated by DNS and issues no shorter key; nothing is imported.", "ACM.1", "ACM.2"),
  none("REST APIs call functions, under IAM: there is no address behind them to show a certificate to.", "APIGateway.2"),
  none("Sources come through a connection; there is no report group.", "CodeBuild.1", "CodeBuild.7"),
  none("There is no DynamoDB Accelerator.", "DynamoDB.3", "DynamoDB.7", "AwsSolutions-DDB4"),
  none("There is no custom event bus, and no SSM document.", "EventBridge.3", "SSM.4"),
  none("There is no S3 access point.", "S3.19"),
  none("Retired: split into ECS.4, ECS.17, ECS.20 and ECS.21.", "ECS.1"),
  none("There is no EFS file system, EMR cluster, SageMaker notebook, CodeCommit repository or RTMP distribution.", "CKV2_AWS_18", "CKV2_AWS_7", "CKV2_AWS_68", "CKV2_AWS_37", "AwsSolutions-CFR6", ...cis("2.3.1")),
  none("There is no VPC peering.", "CKV2_AWS_44", ...cis("5.6")),
  none("About Terraform itself: its order of replacement, its data sources.", "CKV_AWS_217", "CKV_AWS_233", "CKV_AWS_237", "CKV2_AWS_36"),
  none("Network load balancers alone need it said; those of applications span zones always.", "CKV_AWS_152"),
  none("Its addresses belong to NAT gateways, which keep one for each zone.", "CKV2_AWS_19"),
  none("There is no EventBridge schedule with a payload, only rules that name a function.", "CKV_AWS_297"),
  none("There is no activity stream.", "CKV_AWS_246"),
  none("Versions of PostgreSQL with these holes cannot be chosen any more.", "CKV_AWS_250", "CKV_AWS_388"),
  none("Objects are encrypted by their bucket's default, which `encryption-buckets-use-customer-keys` judges.", "CKV_AWS_186"),
  none("Function addresses are refused unless IAM is asked, and IAM knows no open origin.", "CKV2_AWS_75"),

  not("No effect in an Aurora global database: clusters are upgraded by hand, the secondary first.", "RDS.13", "RDS.35", "CKV_AWS_226", ...cis("2.2.2")),
  not(about.events, "RDS.19", "RDS.20", "RDS.21", "RDS.22", "CKV_AWS_252"),
  not(about.port, "RDS.23", "AwsSolutions-RDS11"),
  not("A user's name is no secret; its password is, and is rotated.", "RDS.24"),
  not("Where load is measured it has to be encrypted; whether it is measured costs money and stops no attack.", "CKV_AWS_353"),
  not("Only the root user can switch it on, not a role of a program. Object Lock, versions and replication stand in for it.", "S3.20", ...cis("2.1.2")),
  not("Whether somebody listens to a bucket is a decision of the application.", "S3.11", "CKV2_AWS_62"),
  not("Left the standard: a topic that tells operators is watched by the alarms that it carries.", "SNS.2"),
  not("Functions that touch data stand in the network; the others would pay for a way out, and lose one.", "Lambda.3", "CKV_AWS_117"),
  not("A limit for one function takes from all others; where one protects a database, its component sets it.", "CKV_AWS_115"),
  not("Archives are built by the program that deploys them, from sources under review.", "CKV_AWS_272"),
  not("Answers are made for one caller: a cache between callers is a leak waiting.", "CKV_AWS_120", "CKV_AWS_225"),
  not("Phones and browsers have no certificate; they show a token.", "CKV2_AWS_51"),
  not("Buckets behind a distribution give no list to anybody, so that a missing root object shows nothing.", "CloudFront.1", "CKV_AWS_305"),
  not("Users travel.", "CKV_AWS_374", "AwsSolutions-CFR1"),
  not("A distribution, a target group or a rule that is off, or has its defaults, harms nobody.", "CKV_AWS_216", "CKV_AWS_261", "CKV_AWS_342"),
  not("Certificate transparency is on unless it is switched off by name, and browsers refuse certificates without it.", "CKV_AWS_234"),
  not("Services at one level of a name share a certificate.", "CKV2_AWS_71"),
  not("A key that is lost or rolled over wrongly takes the whole name away, from both places at once.", "CKV2_AWS_38"),
  not("Access lists are for exceptions: groups decide, and `exposure-access-lists-stop-administration` judges the lists that there are.", "CKV2_AWS_1", "AwsSolutions-VPC3"),
  not("A group that nothing has opens nothing; `exposure-data-is-out-of-reach` judges those that something has.", "CKV2_AWS_5"),
  not("Subnets of databases have no way out at all; `exposure-data-has-no-way-to-the-internet` judges that.", "CKV2_AWS_35"),
  not("A policy that shuts out everybody is mended by the account's root user; a rule that guesses who has to stay would be wrong.", "CKV_AWS_93"),
  not("Builds choose images by digest, which may be their own.", "AwsSolutions-CB5"),
  not("The account's trail belongs to its organization, and so do the alarms on it; `logging-accounts-have-a-trail` asks for one in either place.",
    ...cis("4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11", "4.12", "4.13", "4.14", "4.15")),
];
