/** One field of a cron expression: what a value may be, beside what every field takes. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, the least first. */
  readonly names?: readonly string[];
  /** Whether every so many-th value can be asked for. */
  readonly steps: boolean;
  /** What the whole field may be instead, each with the one value in it, if any. */
  readonly alone?: readonly RegExp[];
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] as const;
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;

/**
 * Source: Application Auto Scaling User Guide, "Schedule recurring scaling actions using Application Auto Scaling", which
 * refers to Amazon EventBridge User Guide, "Cron expressions reference": values and wildcards of each field.
 */
const fields: readonly Field[] = [
  { name: "minutes", least: 0, most: 59, steps: true },
  { name: "hours", least: 0, most: 23, steps: true },
  { name: "day of month", least: 1, most: 31, steps: true, alone: [/^\?$/, /^LW?$/, /^(\d+)W$/] },
  { name: "month", least: 1, most: 12, names: months, steps: true },
  { name: "day of week", least: 1, most: 7, names: weekdays, steps: false, alone: [/^\?$/, /^L$/, /^(\w+)L$/, /^(\w+)#[1-5]$/] },
  { name: "year", least: 1970, most: 2199, steps: true },
];

const days = ["day of month", "day of week"] as const;

/** What is wrong with the six fields of a schedule, one phrase each. */
export function cronProblems(cron: string): string[] {
  const texts = cron.trim().split(/\s+/);
  if (texts.length !== fields.length) return ["want six fields, minutes to year, such as 0 6 ? * MON-FRI *"];
  const given = fields.map((field, rank) => ({ field, text: texts[rank] ?? "" }));
  const open = given.filter(({ field, text }) => text === "?" && days.some((day) => day === field.name));
  return [
    ...given.filter(({ field, text }) => !fits(text, field)).map(({ field, text }) => `${field.name} is "${text}", want ${wanted(field)}`),
    ...(open.length === 1 ? [] : [`want ? in one of ${days.join(" and ")}, and in one only: the other says which days`]),
  ];
}

/**
 * Whether a name is one of the IANA time zones. Node's own list of zones leaves out UTC and knows some zones, such as
 * Asia/Kolkata, by a former name only; what it can format is the wider and truer measure.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

function fits(text: string, field: Field): boolean {
  return alone(text, field) || text.split(",").every((part) => isPart(part, field));
}

function alone(text: string, field: Field): boolean {
  return (field.alone ?? []).some((form) => {
    const match = form.exec(text);
    return match !== null && (match[1] === undefined || valueOf(match[1], field) !== undefined);
  });
}

/** A value, a range upward, or all, and a step after it. */
function isPart(part: string, field: Field): boolean {
  const [span = "", step, ...more] = part.split("/");
  const isStep = step === undefined || (field.steps && /^[1-9]\d*$/.test(step) && Number(step) <= field.most);
  if (more.length > 0 || !isStep) return false;
  if (span === "*") return true;
  const [from, to, ...beyond] = span.split("-").map((end) => valueOf(end, field) ?? Number.NaN);
  return beyond.length === 0 && from !== undefined && (to === undefined ? !Number.isNaN(from) : from <= to);
}

function valueOf(text: string, { least, most, names }: Field): number | undefined {
  const rank = (names ?? []).indexOf(text.toUpperCase());
  const value = rank >= 0 ? least + rank : Number(text);
  return (rank >= 0 || /^\d+$/.test(text)) && value >= least && value <= most ? value : undefined;
}

function wanted({ least, most, names, steps }: Field): string {
  const named = names === undefined ? "" : ` or ${names[0] ?? ""} to ${names.at(-1) ?? ""}`;
  return `${least} to ${most}${named}, as a value, a range upward, a list${steps ? ", a step" : ""} or *`;
}
