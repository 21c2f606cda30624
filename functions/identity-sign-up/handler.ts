import type { PreSignUpTriggerEvent } from "aws-lambda";
import { settings } from "../shared/environment";
import { admitSignUp } from "./admit";

/** A list with commas, since an empty one is none in JSON that has to have an entry; `*` is every domain. */
const domains = settings(process.env, ["EMAIL_DOMAINS"])("EMAIL_DOMAINS");
const admit = admitSignUp({ emailDomains: domains === "*" ? [] : domains.toLowerCase().split(",") });

/** Says who may sign up. */
export async function handler(event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> {
  return Promise.resolve(event).then(admit);
}
