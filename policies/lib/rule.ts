import type { EnforcementLevel, Policy, ResourceRemediation, ResourceValidation, ResourceValidationPolicy, Severity, StackValidationPolicy } from "@pulumi/policy";
import { withDialects } from "./dialects";
import { factsOf, plainProperties } from "./facts";
import type { Finding, Flaw } from "./finding";
import { UnknownValueError, unknownStringValue } from "./sdk";
import { settingsOf, type SettingsSchema } from "./settings";
import { Stack, type Node } from "./stack";
import type { Properties } from "./value";
import { waivers } from "./waivers";

/** What is said about a rule, apart from the decision it makes. */
export interface About {
  /** `<promise>-<subject>-<must>`. Users' configuration and waivers refer to it: it never changes. */
  readonly name: string;
  /** What holds where the rule is kept: one sentence, the first line of every message. */
  readonly description: string;
  readonly severity: Severity;
  /** @defaultValue "mandatory" */
  readonly level?: EnforcementLevel;
  /** Types that the rule speaks about, by the tokens of `@pulumi/aws`. `*` is every type. */
  readonly types: readonly string[];
  /** What to write instead. One sentence. */
  readonly fix: string;
  /** The same demand in the control sets that auditors use. */
  readonly controls: readonly string[];
  /** Where AWS explains it. */
  readonly url: string;
  readonly settings?: SettingsSchema;
}

/** Options of a resource that decide what an update may do to it. */
export interface Options { readonly protect?: boolean; readonly ignoreChanges?: readonly string[] }

/** One resource, as a rule sees it. */
export interface Subject {
  readonly name: string;
  /** Type by the token of `@pulumi/aws`, also where another provider makes it. */
  readonly type: string;
  readonly props: Properties;
  /** Inputs of its provider; empty where the engine names none. */
  readonly provider: Properties;
  readonly opts: Options;
  readonly settings: Properties;
}

/** Something found about one resource of the stack. */
export interface Sighting { readonly on: Pick<Node, "name" | "urn">; readonly finding: Finding }
export type Sightings = Generator<Sighting, void, undefined>;

export type ResourceCheck = (subject: Subject) => Iterable<Finding>;
export type StackCheck = (stack: Stack, settings: Properties) => Iterable<Sighting>;

/** A rule as the SDK takes it, with the decision that it makes. */
export interface ResourceRule extends ResourceValidationPolicy { readonly types: readonly string[]; readonly about: About; readonly check: ResourceCheck }
export interface StackRule extends StackValidationPolicy { readonly types: readonly string[]; readonly about: About; readonly checkStack: StackCheck }
export type Rule = ResourceRule | StackRule;

/** A rule that needs nothing but one resource to decide: it stops an update before that resource exists. */
export function resourceRule(about: About, check: ResourceCheck, remediate?: ResourceRemediation): ResourceRule {
  const types = withDialects(about.types);
  const known = new Set(types);
  const elsewhere = `Applies to ${types.join(", ")}.`;
  const validate: ResourceValidation = (args, report) => {
    if (!known.has("*") && !known.has(args.type)) foreign(args, elsewhere);
    const facts = factsOf(args.type, plainProperties(args.props));
    // One type of another provider may mean several.
    if (facts.type !== args.type && !known.has("*") && !known.has(facts.type)) foreign(args, elsewhere);
    const subject: Subject = {
      ...facts, name: args.name, provider: plainProperties(args.provider?.props), opts: args.opts,
      settings: settingsOf(about.settings, args.getConfig()),
    };
    const found = [...check(subject)].map((finding) => ({ name: args.name, urn: args.urn, finding }));
    conclude(about, found, { report: (text) => { report(text); }, notApplicable: (reason) => args.notApplicable(reason) });
  };
  // The SDK skips a rule with this mark before it reads a resource of another type.
  if (types.length === 1 && !known.has("*")) Object.assign(validate, { __pulumiType: types[0] });
  return {
    ...metadata(about), about, check, types, validateResource: validate, ...(remediate !== undefined && { remediateResource: remediate }),
  };
}

/** A rule about how resources stand to each other: the engine asks it once, at the end of the preview. */
export function stackRule(about: About, check: StackCheck): StackRule {
  const types = withDialects(about.types);
  const elsewhere = `Applies to ${types.join(", ")}.`;
  return {
    ...metadata(about), about, checkStack: check, types,
    validateStack: (args, report) => {
      const stack = Stack.of(args.resources);
      if (!about.types.includes("*") && stack.of(about.types).length === 0) foreign(args, elsewhere);
      const found = [...check(stack, settingsOf(about.settings, args.getConfig()))]
        .map(({ on, finding }) => ({ name: on.name, urn: on.urn, finding }));
      conclude(about, found, { report, notApplicable: (reason) => args.notApplicable(reason) });
    },
  };
}

/** Says that a rule has no say. Most rules have none about most resources: a stack trace for each would cost more than all verdicts. */
function foreign(args: { notApplicable(reason?: string): never }, reason: string): never {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return args.notApplicable(reason);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function metadata(about: About): Policy {
  return {
    name: about.name, description: about.description, enforcementLevel: about.level ?? "mandatory", severity: about.severity,
    remediationSteps: about.fix, url: about.url, tags: [...about.controls],
    ...(about.settings !== undefined && { configSchema: { properties: about.settings } }),
  };
}

interface Found { readonly name: string; readonly urn: string; readonly finding: Finding }
interface Outlet { readonly report: (message: string, urn: string) => void; readonly notApplicable: (reason: string) => never }

/** Reports each flaw once, in an order that does not depend on the run; then says what it could not decide. */
function conclude(about: About, found: readonly Found[], outlet: Outlet): void {
  const flaws = found.flatMap(({ name, urn, finding }) =>
    finding.verdict === "flaw" && waivers.waiverOf(about.name, { name, urn }) === undefined ? [{ urn, text: messageOf(about, name, finding) }] : []);
  const order = ({ urn, text }: typeof flaws[number]) => `${urn} ${text}`;
  const unique = new Map(flaws.map((each) => [order(each), each]));
  for (const [, { urn, text }] of [...unique].sort(([a], [b]) => (a < b ? -1 : 1))) outlet.report(text, urn);

  const open = found.flatMap(({ name, finding }) => finding.verdict === "undecided" ? [`${finding.property} of ${name}`] : []);
  if (open.length > 0) throw new Undecidable([...new Set(open)].sort());
  const [reason] = found.flatMap(({ finding }) => finding.verdict === "exempt" ? [finding.reason] : []);
  if (reason !== undefined && flaws.length === 0) outlet.notApplicable(reason);
}

/** What is said of a flaw below the rule's description: what is wrong, what to write instead, and who wants it. */
export function messageOf(about: About, name: string, found: Omit<Flaw, "verdict">): string {
  return [
    `${name}: ${found.property} is ${found.got}, want ${found.want}.`,
    `Fix: ${about.fix}`,
    `Why: ${about.controls.join(" · ")}  ${about.url}`,
  ].join("\n");
}

/** Makes the SDK say, as an advice, that the rule has no verdict before the update. What was reported stays. */
class Undecidable extends UnknownValueError {
  constructor(open: readonly string[]) {
    super(unknownStringValue, []);
    this.message = `${open.join(", ")} cannot be known before the update`;
  }
}
