import { util } from "@aws-appsync/utils";
import { longestBody } from "../../setup";

/** Refuses what is no name of a record or a write: an app takes UUIDs. */
export function insistOnName(what: string, name: string): void {
  if (!util.matches("^[A-Za-z0-9_-]{1,64}$", name)) {
    util.error(`${what} is no name: want 1 to 64 letters, digits, hyphens and underscores, such as a UUID`, "BadRequest");
  }
}

export function insistOnBody(body: string): void {
  if (body.length > longestBody) {
    util.error(`body has ${body.length} characters: want ${longestBody} at most; keep what is larger in the bucket and its name here`, "BadRequest");
  }
}

/** Ends the field with what the data source refused. */
export function insistOnSuccess(error: { readonly message: string; readonly type: string } | undefined): void {
  if (error !== undefined) util.error(error.message, error.type);
}
