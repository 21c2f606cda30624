import { readPreferences, writePreferences } from "../api/operations";
import { Refusal } from "../api/refusal";
import { on, onBody, type Answered } from "../api/serve";
import { defaultPreferences, Preferences, type PreferencesStore } from "../shared/preferences";

/** Everybody's preferences, as far as the API needs them. */
export type PreferencePorts = Pick<PreferencesStore, "of" | "save">;

/** Answers for the preferences of whoever asks. */
export function preferenceAnswers(store: PreferencePorts): readonly Answered[] {
  return [
    on(readPreferences, async ({ caller: { userId } }) => ({ status: 200, body: (await store.of([userId])).get(userId) ?? defaultPreferences })),
    onBody(writePreferences, async ({ caller: { userId } }, wanted) => {
      const parsed = Preferences.safeParse(wanted);
      if (!parsed.success) {
        throw new Refusal(400, "not_as_described", `${parsed.error.issues.map(({ path }) => path.join(".")).join(", ")}: want categories such as orders, and a time zone by its name such as Europe/Berlin`);
      }
      await store.save(userId, parsed.data);
      return { status: 204 };
    }),
  ];
}
