import { flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, list, Unknown, type Properties } from "../../lib/value";

/** A password that an application has can be copied; a token of IAM ends with its quarter of an hour. */
export const databasesKnowIdentities = resourceRule({
  name: "least-privilege-databases-know-identities",
  description: "Database clusters and their proxies let users sign in with IAM, and proxies in no other way.",
  severity: "medium",
  types: [...tokens.databaseClusters, ...tokens.databaseProxies],
  fix: "Set iamDatabaseAuthenticationEnabled: true on the cluster, and defaultAuthScheme IAM_AUTH, or iamAuth REQUIRED in every entry of auths, on the proxy.",
  controls: ["RDS.12", "CKV_AWS_162", "AWS-0176", "AwsSolutions-RDS6"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html",
}, check);

function* check({ type, props }: Subject): Findings {
  if (tokens.databaseClusters.some((token) => token === type)) {
    return yield* mustBe("iamDatabaseAuthenticationEnabled", props["iamDatabaseAuthenticationEnabled"], true);
  }
  yield* proxySignIn(props);
}

function* proxySignIn(props: Properties): Findings {
  const scheme = props["defaultAuthScheme"];
  if (scheme instanceof Unknown) return yield undecided(scheme);
  const entries = list(props["auths"]);
  if (scheme !== "IAM_AUTH" && entries.length === 0) return yield flaw("defaultAuthScheme", show(scheme), '"IAM_AUTH"');
  for (const [rank, entry] of entries.entries()) yield* mustBe(`auths[${rank}].iamAuth`, at(entry, "iamAuth"), "REQUIRED");
}
