import * as z from "zod";
import { logDays, text, whole } from "./text";

export const FunctionSettings = z.strictObject({
  logRetentionDays: logDays.describe("Days that the logs of the platform's functions are kept."),
  reservedConcurrency: z.record(
    text(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "the name of a folder in `functions`, such as `token-authorizer`"), whole(1, 100_000, "calls at once"),
    { error: "calls at once by function, or `{}`" },
  ).describe("Most calls at once of a function in each place, by the folder of its code. They are taken from what the account has for all functions, so no flood elsewhere can take them; calls beyond are turned away. Functions that are not named share the rest."),
}, { error: "logRetentionDays and reservedConcurrency" });
