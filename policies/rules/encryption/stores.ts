import { must, mustHaveKey, mustNot, mustSet } from "../../lib/demands";
import { exempt, flaw, show, undecided, type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule } from "../../lib/rule";
import { betraysSecret } from "../../lib/secret-names";
import { tokens } from "../../lib/tokens";
import { along, at, isSet, list, text, Unknown, type Properties } from "../../lib/value";

/** Whoever may list parameters reads those that are plain text. */
export const parametersHoldSecretsEncrypted = resourceRule({
  name: "encryption-parameters-hold-secrets-encrypted",
  description: "Parameters that are called like a secret are encrypted with a customer managed key.",
  severity: "medium",
  level: "advisory",
  types: tokens.parameters,
  fix: 'Use type "SecureString" with keyId, or a secret of Secrets Manager.',
  controls: ["CKV2_AWS_34", "CKV_AWS_337"],
  url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
}, function* ({ name, props }): Findings {
  const own = text(props["name"]);
  if (!betraysSecret(name.replaceAll("-", "_")) && !betraysSecret(own.replaceAll(/[/.-]/g, "_"))) return;
  yield* must(props, "type", "SecureString");
  yield* mustHaveKey(props, "keyId");
});

/** A trail tells who did what: it should not be readable by whoever finds the bucket. */
export const trailsUseCustomerKeys = resourceRule({
  name: "encryption-trails-use-customer-keys",
  description: "Trails encrypt their files with a customer managed key.",
  severity: "high",
  types: tokens.trails,
  fix: "Set kmsKeyId to a key whose policy lets cloudtrail.amazonaws.com use it for this trail.",
  controls: ["CloudTrail.2", "CKV_AWS_35", "AWS-0015", "CIS-AWS 5.0 3.5"],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
}, ({ props }) => mustNameKey("kmsKeyId", props["kmsKeyId"]));

/** An image is the program with all that was built into it. */
export const imagesUseCustomerKeys = resourceRule({
  name: "encryption-images-use-customer-keys",
  description: "Image repositories are encrypted with a customer managed key.",
  severity: "medium",
  types: tokens.repositories,
  fix: 'Set encryptionConfigurations to one with encryptionType "KMS" and kmsKey: a repository keeps the encryption that it was made with.',
  controls: ["ECR.5", "CKV_AWS_136", "AWS-0033"],
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
}, function* ({ props }): Findings {
  const [configuration] = list(props["encryptionConfigurations"]);
  if (configuration instanceof Unknown) return yield undecided(configuration);
  const type = at(configuration, "encryptionType");
  if (type instanceof Unknown) yield undecided(type);
  else if (type !== "KMS" && type !== "KMS_DSSE") yield flaw("encryptionConfigurations[0].encryptionType", show(type), '"KMS"');
  yield* mustNameKey("encryptionConfigurations[0].kmsKey", at(configuration, "kmsKey"));
});

/** What a build leaves behind is what is deployed next. */
export const buildsUseCustomerKeys = resourceRule({
  name: "encryption-builds-use-customer-keys",
  description: "Builds and pipelines encrypt what they hand on with a customer managed key.",
  severity: "medium",
  types: [...tokens.builds, ...tokens.pipelines],
  fix: "Set encryptionKey on the project, or artifactStores[].encryptionKey on the pipeline, and leave encryptionDisabled out.",
  controls: ["CodeBuild.3", "CKV_AWS_78", "CKV_AWS_147", "CKV_AWS_219", "CKV_AWS_311", "AWS-0018", "AwsSolutions-CB4"],
  url: "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
}, function* ({ type, props }): Findings {
  if (tokens.builds.some((token) => token === type)) {
    yield* mustHaveKey(props, "encryptionKey");
    yield* mustNot(props, "artifacts.encryptionDisabled", { bad: true, want: "false" });
    yield* mustNot(props, "logsConfig.s3Logs.encryptionDisabled", { bad: true, want: "false" });
    return;
  }
  for (const [rank, store] of list(props["artifactStores"]).entries()) yield* mustNameKey(`artifactStores[${rank}].encryptionKey.id`, along(store, "encryptionKey.id"));
});

/** The result of a query is a copy of what it was asked about. */
export const queriesUseCustomerKeys = resourceRule({
  name: "encryption-queries-use-customer-keys",
  description: "Workgroups encrypt results of queries with a customer managed key, whatever the client asks for.",
  severity: "medium",
  types: tokens.queryWorkgroups,
  fix: 'Set configuration.resultConfiguration.encryptionConfiguration with encryptionOption "SSE_KMS" and kmsKeyArn; leave enforceWorkgroupConfiguration true.',
  controls: ["Athena.1", "CKV_AWS_82", "CKV_AWS_159", "AWS-0006", "AWS-0007"],
  url: "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html",
}, function* ({ props }): Findings {
  const encryption = "configuration.resultConfiguration.encryptionConfiguration";
  const option = along(props, `${encryption}.encryptionOption`);
  if (option instanceof Unknown) yield undecided(option);
  else if (option !== "SSE_KMS" && option !== "CSE_KMS") yield flaw(`${encryption}.encryptionOption`, show(option), '"SSE_KMS" or "CSE_KMS"');
  const key = along(props, `${encryption}.kmsKeyArn`) ?? along(props, `${encryption}.kmsKey`);
  yield* mustNameKey(`${encryption}.kmsKeyArn`, key);
  yield* mustNot(props, "configuration.enforceWorkgroupConfiguration", { bad: false, want: "true" });
});

/** A job copies what it reads, to a bucket, a log and a bookmark. */
export const jobsUseCustomerKeys = resourceRule({
  name: "encryption-jobs-use-customer-keys",
  description: "Glue jobs, crawlers and catalogs keep what they write under a customer managed key.",
  severity: "medium",
  types: [...tokens.glueJobs, ...tokens.glueSecurity, ...tokens.glueCatalogs],
  fix: "Give the job a securityConfiguration whose buckets use SSE-KMS, logs SSE-KMS and bookmarks CSE-KMS; encrypt the catalog at rest.",
  controls: ["CKV_AWS_94", "CKV_AWS_99", "CKV_AWS_195", "AwsSolutions-GL1", "AwsSolutions-GL3"],
  url: "https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html",
}, function* ({ type, props }): Findings {
  if (tokens.glueJobs.some((token) => token === type)) yield* mustSet(props, "securityConfiguration", "the name of a security configuration");
  else if (tokens.glueCatalogs.some((token) => token === type)) yield* catalog(props);
  else {
    yield* must(props, "encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode", "SSE-KMS");
    yield* must(props, "encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode", "CSE-KMS");
    yield* must(props, "encryptionConfiguration.s3Encryption.s3EncryptionMode", "SSE-KMS");
  }
});

function* catalog(props: Properties): Findings {
  const settings = "dataCatalogEncryptionSettings";
  yield* must(props, `${settings}.encryptionAtRest.catalogEncryptionMode`, "SSE-KMS");
  yield* must(props, `${settings}.connectionPasswordEncryption.returnConnectionPasswordEncrypted`, true);
}

/** A cache repeats answers that were meant for one caller. */
export const cachesAreEncrypted = resourceRule({
  name: "encryption-caches-are-encrypted",
  description: "Caches of interfaces are encrypted at rest and on their way.",
  severity: "medium",
  types: [...tokens.apiMethodSettings, ...tokens.graphCaches],
  fix: "Set settings.cacheDataEncrypted where cachingEnabled; atRestEncryptionEnabled and transitEncryptionEnabled on a cache of AppSync.",
  controls: ["APIGateway.5", "AppSync.1", "AppSync.6", "CKV_AWS_214", "CKV_AWS_215", "CKV_AWS_308", "AWS-0002"],
  url: "https://docs.aws.amazon.com/appsync/latest/devguide/enabling-caching.html",
}, function* ({ type, props }): Findings {
  if (tokens.graphCaches.some((token) => token === type)) {
    yield* must(props, "atRestEncryptionEnabled", true);
    yield* must(props, "transitEncryptionEnabled", true);
    return;
  }
  const caching = along(props, "settings.cachingEnabled");
  if (caching instanceof Unknown) yield undecided(caching);
  else if (caching === true) yield* must(props, "settings.cacheDataEncrypted", true);
  else yield exempt("It caches nothing.");
});

/** What is typed into a container is logged, with every secret that it prints. */
export const sessionsAreEncrypted = resourceRule({
  name: "encryption-sessions-in-containers-are-encrypted",
  description: "Clusters encrypt sessions into containers, and their logs, with a customer managed key.",
  severity: "medium",
  types: tokens.ecsClusters,
  fix: 'Set configuration.executeCommandConfiguration with kmsKeyId, logging "OVERRIDE" and cloudWatchEncryptionEnabled or s3BucketEncryptionEnabled.',
  controls: ["CKV_AWS_223", "CKV_AWS_224"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
}, function* ({ props }): Findings {
  const command = "configuration.executeCommandConfiguration";
  const given = along(props, command);
  if (given instanceof Unknown) return yield undecided(given);
  yield* mustHaveKey(props, `${command}.kmsKeyId`);
  const logging = along(props, `${command}.logging`);
  if (logging instanceof Unknown) return yield undecided(logging);
  if (logging === "NONE") return;
  yield* must(props, `${command}.logging`, "OVERRIDE");
  const isEncrypted = ["cloudWatchEncryptionEnabled", "s3BucketEncryptionEnabled", "s3EncryptionEnabled"].some((key) => isSet(along(props, `${command}.logConfiguration.${key}`))
    && along(props, `${command}.logConfiguration.${key}`) !== false);
  if (!isEncrypted) yield flaw(`${command}.logConfiguration`, "without encryption", "cloudWatchEncryptionEnabled or s3BucketEncryptionEnabled");
});
