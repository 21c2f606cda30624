import { variablesOf } from "../../variables";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** What services use is there, and no setting of theirs hides where it is. */
export function usesProblems(settings: Settings): Problem[] {
  return Object.entries(settings.services).flatMap(([key, service]) => {
    const at = `services.${key}`;
    return [
      ...missing(`${at}.uses.tables`, Object.keys(service.uses.tables), settings.tables),
      ...missing(`${at}.uses.secrets`, service.uses.secrets, settings.secrets),
      ...variablesOf(service.uses).flatMap((variable) => (["environment", "secrets"] as const).filter((part) => variable in service[part])
        .map((part) => ({ path: `${at}.${part}.${variable}`, says: "the platform sets this variable from `uses`: choose another name" }))),
    ];
  });
}

function missing(path: string, keys: readonly string[], there: Readonly<Record<string, unknown>>): Problem[] {
  const known = Object.keys(there);
  return keys.filter((key) => !known.includes(key))
    .map((got) => ({ path, got, want: known.length === 0 ? "none, since there is none" : `one of ${known.join(", ")}` }));
}
