import * as z from "zod";
import { regions } from "../../components/core/regions";
import { oneOf, text } from "./text";

export const PlaceSettings = z.strictObject({
  key: text(/^[a-z]{2,4}[0-9]$/, "a short key such as `use2`: 2 to 4 letters and a digit")
    .describe("Short key that every name of the place starts with. It never changes: another key is another place."),
  region: oneOf(regions)
    .describe("AWS region of the place. Changing it replaces everything in the place."),
  zones: z.array(text(/^[a-z]+-[a-z]+-\d[a-f]$/, "a zone such as `us-east-2a`"), { error: "a list of 2 or 3 zones" })
    .min(2, "at least 2 zones, so that one can fail").max(3, "at most 3 zones")
    .describe("Availability zones, in an order that never changes: each keeps its address blocks by its rank. Append to add one."),
  cidr: text(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, "an address block such as `10.20.0.0/16`")
    .describe("Address block of the place's network, /16 to /20, private, and free of overlap with every other place."),
}, { error: "a place: key, region, zones and cidr" });
export type PlaceSettings = z.infer<typeof PlaceSettings>;
