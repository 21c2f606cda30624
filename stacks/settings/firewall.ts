import * as z from "zod";
export const FirewallSettings = z.strictObject({});
