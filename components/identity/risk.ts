import type * as aws from "@pulumi/aws";

/**
 * What threat protection does. In `enforce` a stolen password is refused, and who looks like somebody else proves more; in
 * `audit` it only says so. Where a pool has no second factor, nobody can prove more: then high risk is refused, and less is let in. Nobody is written to: such mail needs an
 * identity of its own in each place.
 * Source: Amazon Cognito Developer Guide, "Working with adaptive authentication" and "Working with compromised-credential detection".
 */
export function riskOf(threats: "audit" | "enforce", mfa: "off" | "optional" | "required"): Pick<aws.cognito.RiskConfigurationArgs, "accountTakeoverRiskConfiguration" | "compromisedCredentialsRiskConfiguration"> {
  const act = (eventAction: string) => ({ eventAction: threats === "enforce" ? eventAction : "NO_ACTION", notify: false });
  const { low, high } = mfa === "off" ? { low: "NO_ACTION", high: "BLOCK" } : { low: "MFA_IF_CONFIGURED", high: "MFA_REQUIRED" };
  return {
    compromisedCredentialsRiskConfiguration: {
      eventFilters: ["PASSWORD_CHANGE", "SIGN_IN", "SIGN_UP"], actions: { eventAction: threats === "enforce" ? "BLOCK" : "NO_ACTION" },
    },
    accountTakeoverRiskConfiguration: {
      actions: { lowAction: act(low), mediumAction: act(low), highAction: act(high) },
    },
  };
}
