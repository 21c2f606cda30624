import { undecided, type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, isProperties, Unknown } from "../../lib/value";

/** Whoever may see a function sees its variables, unless a key stands between. */
export const functionsUseCustomerKeys = resourceRule({
  name: "encryption-functions-use-customer-keys",
  description: "Functions that have environment variables encrypt them with a customer managed key.",
  severity: "medium",
  types: tokens.functions,
  fix: "Set kmsKeyArn beside environment.variables.",
  controls: ["CKV_AWS_173"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
}, check);

function* check({ props }: Subject): Findings {
  const variables = at(props, "environment", "variables");
  if (variables instanceof Unknown) return yield undecided(variables);
  if (isProperties(variables) && Object.keys(variables).length > 0) yield* mustNameKey("kmsKeyArn", props["kmsKeyArn"]);
}
