import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";

/** What a violation of a rule means, in the words of policy configuration. */
export const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type Level = (typeof levels)[number];
export type Severity = "low" | "medium" | "high" | "critical";

export function isLevel(text: unknown): text is Level {
  return levels.some((level) => level === text);
}

export function levelName(level: EnforcementLevel): Level {
  switch (level) {
    case EnforcementLevel.MANDATORY: return "mandatory";
    case EnforcementLevel.REMEDIATE: return "remediate";
    case EnforcementLevel.DISABLED: return "disabled";
    default: return "advisory";
  }
}

/** Undefined where the rule names none. */
export function severityName(severity: PolicySeverity): Severity | undefined {
  switch (severity) {
    case PolicySeverity.POLICY_SEVERITY_LOW: return "low";
    case PolicySeverity.POLICY_SEVERITY_MEDIUM: return "medium";
    case PolicySeverity.POLICY_SEVERITY_HIGH: return "high";
    case PolicySeverity.POLICY_SEVERITY_CRITICAL: return "critical";
    default: return undefined;
  }
}
