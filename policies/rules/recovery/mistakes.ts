import { must, mustNot, mustReach } from "../../lib/demands";
import { flaw, show, type Findings, undecided } from "../../lib/finding";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import { strings } from "../../lib/settings";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isProperties, isSet, list, parseJson, text, Unknown, type Properties } from "../../lib/value";

/** What a key has encrypted is gone with it. */
export const keysSurviveMistakes = resourceRule({
  name: "recovery-keys-survive-mistakes",
  description: "Keys are in use, and a key that was deleted by mistake can be had back for two weeks.",
  severity: "high",
  types: [...tokens.keys, ...tokens.replicaKeys],
  fix: "Leave isEnabled out, and deletionWindowInDays out or at 14 or more.",
  controls: ["KMS.3", "CKV_AWS_227"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  settings: { days: { type: "integer", default: 14, description: "Days between the deletion of a key and its end, at least." } },
}, function* ({ props, settings }): Findings {
  yield* mustNot(props, "isEnabled", { bad: false, want: "true" });
  if (isSet(props["deletionWindowInDays"])) yield* mustReach(props, "deletionWindowInDays", Number(text(settings["days"])));
});

/** What holds data that nothing else in the stack can make again. */
const stores = [...tokens.databaseClusters, ...tokens.databaseInstances, ...tokens.globalDatabases, ...tokens.tables, ...tokens.buckets, ...tokens.userPools, ...tokens.secrets,
  ...tokens.vaults, ...tokens.repositories];

/** A program that has lost a line deletes what the line made. */
export const storesSurviveTheProgram = resourceRule({
  name: "recovery-stores-survive-the-program",
  description: "What holds data is protected from its own program, and is not deleted together with what is in it.",
  severity: "high",
  types: stores,
  fix: "Set protect: true among the resource's options; leave forceDestroy, forceDelete and recoveryWindowInDays: 0 out.",
  controls: ["REL09-BP02"],
  url: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  settings: { protection: { type: "boolean", default: true, description: "Whether stores have to be protected. Not where a stack is thrown away." } },
}, function* ({ props, opts, settings }): Findings {
  if (settings["protection"] === false) return;
  if (opts.protect !== true) yield flaw("protect", show(opts.protect), "true");
  for (const path of ["forceDestroy", "forceDelete"]) yield* mustNot(props, path, { bad: true, want: "false" });
  yield* mustNot(props, "recoveryWindowInDays", { bad: 0, want: "7 or more: days in which it can be had back" });
});

/** What is in front of everything should not be deleted by one call. */
export const balancersSurviveMistakes = resourceRule({
  name: "recovery-balancers-survive-mistakes",
  description: "Load balancers refuse deletion, and stand in two zones at least.",
  severity: "medium",
  types: tokens.balancers,
  fix: "Set enableDeletionProtection: true, and name subnets of two zones.",
  controls: ["ELB.6", "ELB.13", "CKV_AWS_150"],
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  settings: { deletionProtection: { type: "boolean", default: true, description: "Whether load balancers have to refuse deletion. Not where a stack is thrown away." } },
}, function* ({ props, settings }): Findings {
  if (settings["deletionProtection"] !== false) yield* must(props, "enableDeletionProtection", true);
  const subnets = [...list(props["subnets"]), ...list(props["subnetMappings"])];
  if (props["subnets"] instanceof Unknown) yield undecided(props["subnets"]);
  else if (subnets.length < 2) yield flaw("subnets", `${subnets.length}`, "2 or more, in two zones");
});

/** What stops a bucket from growing for ever, and from costing for what nobody can see. */
export const bucketsForgetOnPurpose = stackRule({
  name: "recovery-buckets-forget-on-purpose",
  description: "Buckets end uploads that were given up within a week; what was replaced goes in its own time.",
  severity: "medium",
  types: tokens.buckets,
  fix: "Give the bucket a BucketLifecycleConfiguration with abortIncompleteMultipartUpload, and noncurrentVersionExpiration where it keeps versions.",
  controls: ["S3.10", "S3.13", "CKV_AWS_300", "CKV2_AWS_61"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
  settings: { uploadDays: { type: "integer", default: 7, description: "Days after which an upload that was given up has to end." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const days = Number(text(settings["uploadDays"]));
  for (const on of stack.of(tokens.buckets)) {
    const configurations = stack.referrers(tokens.bucketLifecycles, "bucket", on);
    const rules = [...configurations.flatMap(({ props }) => list(props["rules"])), ...list(on.props["lifecycleRules"]), ...list(along(on.props, "lifecycleConfiguration.rules"))];
    const active = rules.filter((rule) => isProperties(rule) && rule["status"] !== "Disabled" && rule["enabled"] !== false);
    const limits = active.map((rule) => along(rule, "abortIncompleteMultipartUpload.daysAfterInitiation") ?? at(rule, "abortIncompleteMultipartUploadDays")).filter(isSet);
    if (rules.some((rule) => rule instanceof Unknown)) continue;
    if (rules.length === 0) yield { on, finding: flaw("its lifecycle", "not set", "one that ends uploads that were given up") };
    else if (!limits.some((limit) => limit instanceof Unknown || Number(text(limit)) <= days)) {
      yield { on, finding: flaw("its lifecycle", "without an end of uploads", `abortIncompleteMultipartUpload within ${days} days`) };
    }
  }
});

/** An archive that its owner can empty is no archive. */
export const archivesAreLocked = stackRule({
  name: "recovery-archives-are-locked",
  description: "Buckets that are called so keep every object until its time is over, whoever wants it gone.",
  severity: "medium",
  level: "advisory",
  types: tokens.buckets,
  fix: "Set objectLockEnabled: true and give the bucket a BucketObjectLockConfiguration with a default retention, or leave its name out of the setting `names`.",
  controls: ["S3.15", "CKV_AWS_143"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  settings: { names: { type: "array", items: { type: "string" }, default: [], description: "Words in the names of buckets, as the program calls them, that have to be locked." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const names = strings(settings, "names");
  for (const on of stack.of(tokens.buckets).filter(({ name }) => names.some((word) => name.includes(word)))) {
    const retention = stack.referrers(tokens.bucketLocks, "bucket", on).map(({ props }) => along(props, "rule.defaultRetention"));
    if (![...retention, along(on.props, "objectLockConfiguration.rule.defaultRetention")].some(isSet)) yield { on, finding: flaw("its lock", "not set", "a default retention") };
  }
});

/** Longest time between two rotations, in days. Source: Security Hub, SecretsManager.4: 90 days. */
const rotationDays = 90;

/** A credential that never changes is known to everybody who ever saw it. */
export const credentialsAreChanged = stackRule({
  name: "recovery-credentials-are-changed",
  description: "Secrets that are rotated are rotated within 90 days, and the setting's are rotated.",
  severity: "medium",
  level: "advisory",
  types: tokens.secrets,
  fix: "Give the secret a SecretRotation with rotationRules.automaticallyAfterDays of 90 or less.",
  controls: ["SecretsManager.1", "SecretsManager.4", "CKV_AWS_304", "CKV2_AWS_57", "AwsSolutions-SMG4"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  settings: {
    days: { type: "integer", default: rotationDays, description: "Days between two rotations, at most." },
    names: { type: "array", items: { type: "string" }, default: ["master"], description: "Words in the names of secrets, as the program calls them, that have to be rotated." },
  },
}, function* (stack: Stack, settings: Properties): Sightings {
  const days = Number(text(settings["days"]));
  for (const on of stack.of(tokens.secrets)) {
    const rotations = stack.referrers(tokens.secretRotations, "secretId", on);
    if (rotations.length === 0 && strings(settings, "names").some((word) => on.name.includes(word))) yield { on, finding: flaw("its rotation", "not set", `one within ${days} days`) };
    for (const { props } of rotations) {
      const after = along(props, "rotationRules.automaticallyAfterDays");
      if (isSet(after) && !(after instanceof Unknown) && Number(text(after)) > days) yield { on, finding: flaw("automaticallyAfterDays", show(after), `${days} or less`) };
    }
  }
});

/** An event that failed twice is lost, unless somebody keeps it. */
export const failedEventsAreKept = stackRule({
  name: "recovery-failed-events-are-kept",
  description: "Queues that functions read, and streams that they follow, keep what could not be handled.",
  severity: "medium",
  level: "advisory",
  types: tokens.eventSources,
  fix: "Set destinationConfig.onFailure on the mapping of a stream; redrivePolicy with deadLetterTargetArn on a queue.",
  controls: ["CKV_AWS_116", "AwsSolutions-SQS3"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.eventSources)) {
    if (isSet(along(on.props, "destinationConfig.onFailure"))) continue;
    const queues = stack.of(tokens.queues).filter((queue) => stack.refers(on, ["eventSourceArn", on.props["eventSourceArn"]], queue));
    const kept = queues.some((queue) => isSet(at(parseJson(queue.props["redrivePolicy"], "redrivePolicy"), "deadLetterTargetArn")) || queue.props["redrivePolicy"] instanceof Unknown);
    if (!kept) yield { on, finding: flaw("what it cannot handle", "not kept", "a queue for it") };
  }
});

/** A stream is the only record of what nobody has read yet. */
export const streamsKeepAWeek = resourceRule({
  name: "recovery-streams-keep-a-week",
  description: "Data streams keep what was written for a week, so that a weekend without readers loses nothing.",
  severity: "low",
  level: "advisory",
  types: tokens.streams,
  fix: "Set retentionPeriod to 168 or more.",
  controls: ["Kinesis.3"],
  url: "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
  settings: { hours: { type: "integer", default: 168, description: "Hours that a stream has to keep what was written, at least." } },
}, ({ props, settings }) => mustReach(props, "retentionPeriod", Number(text(settings["hours"]))));
