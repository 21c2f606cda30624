import * as z from "zod";
import { accountThrottle } from "../../components/api/throttle";
import { hostLabel, logDays, oneOf, text, whole } from "./text";

const Throttle = z.strictObject({
  perSecond: whole(1, accountThrottle.perSecond, "requests").describe("Requests in a second, in the long run."),
  burst: whole(1, accountThrottle.burst, "requests").describe("Requests at once."),
}, { error: "perSecond and burst" });

export const ApiSettings = z.strictObject({
  host: hostLabel.describe("First label of the API's public name, which leads to the place that can write."),
  webOrigin: text(/^(\*|https:\/\/[a-z0-9.-]+(:\d+)?)$/, "an origin such as `https://app.example.com`, or `*`")
    .describe("Origin whose pages may call the API and send files. `*` lets any page: no browser sends a token or a signature on its own."),
  throttle: z.strictObject({
    all: Throttle.describe("What all routes of a place take together."),
    routes: z.record(z.string(), Throttle, { error: "limits by operation, or `{}`" })
      .describe("What single operations take, by their ID in `docs/reference/api.json`; with `Signed` at its end, behind a signature."),
  }, { error: "all and routes" }).describe("How many requests the API takes before it answers 429."),
  accountLogging: oneOf(["this-stack", "elsewhere"])
    .describe("Who lets API Gateway write logs, once for an account and region. `elsewhere` where another stack or a landing zone does: whoever is destroyed last takes the logs of every API with it."),
  logRetentionDays: logDays.describe("Days that the record of requests is kept."),
}, { error: "host, webOrigin, throttle, accountLogging and logRetentionDays" });

export const UploadSettings = z.strictObject({
  // A single PUT. Source: S3 User Guide, "Amazon S3 multipart upload limits", single PUT operation, 5 GB; in whole MiB below 5,000,000,000 bytes.
  mostMiB: whole(1, 4768, "MiB").describe("Largest file that a user may send."),
  addressSeconds: whole(60, 3600, "seconds").describe("How long the address for a file is good: long enough to start sending, since S3 looks at it then."),
  keepOlderVersionsDays: whole(1, 36_500, "days").describe("Days for which a file that was overwritten or deleted can be had back. A deleted account's are gone at once."),
}, { error: "mostMiB, addressSeconds and keepOlderVersionsDays" });

export const UsageSettings = z.strictObject({
  retentionHours: whole(24, 8760, "hours").describe("Hours for which a usage event can be read from the stream of its place."),
}, { error: "retentionHours" });
