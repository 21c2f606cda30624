/** A group of users. */
export interface GroupSpec {
  readonly description: string;
  /** Who is in several groups acts for the one with the lowest number. Each number once. */
  readonly precedence: number;
}

export type Groups = Readonly<Record<string, GroupSpec>>;

/** Keys of groups, the one that decides first. */
export function ranked(groups: Groups): readonly string[] {
  return Object.entries(groups).sort(([, a], [, b]) => a.precedence - b.precedence).map(([key]) => key);
}

/**
 * What is wrong with groups, one sentence each. A rule of an identity pool asks whether the list of groups, as text, contains a name, so no
 * name may be in another one.
 * Source: Amazon Cognito Developer Guide, "Role-based access control", match types of rules.
 */
export function groupProblems(groups: Groups): string[] {
  const names = Object.keys(groups);
  const precedences = Object.values(groups).map(({ precedence }) => precedence);
  return [
    ...names.flatMap((name) => names.filter((other) => other !== name && other.includes(name))
      .map((other) => `group ${name} is part of the name ${other}: want names of which none contains another, since roles are found by them`)),
    ...(new Set(precedences).size < precedences.length ? ["two groups have the same precedence: want each number once"] : []),
    ...(names.length > mostRules ? [`there are ${String(names.length)} groups: want ${String(mostRules)} at most, since an identity pool has no more rules`] : []),
  ];
}

/** Most rules of an identity provider. Source: Amazon Cognito identity pools API, `RulesConfigurationType`, Rules. */
const mostRules = 25;
