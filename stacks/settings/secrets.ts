import * as z from "zod";
import { whole } from "./text";

export const SecretSettings = z.strictObject({
  description: z.string().min(1, "what the secret is for").max(200, "200 characters or fewer").describe("What the secret is for."),
  value: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("empty").describe("An owner puts the value in by hand, once, in the first place.") }),
    z.strictObject({
      kind: z.literal("generated").describe("Random letters and digits."),
      length: whole(22, 65_536, "characters").describe("How many."),
    }),
  ], { error: "kind: empty or kind: generated" }).describe("What the secret holds at first. The program never writes a second time."),
}, { error: "a secret: description and value" });
