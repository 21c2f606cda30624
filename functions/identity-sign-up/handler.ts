import type { PreSignUpTriggerEvent } from "aws-lambda";
import { admitSignUp } from "./admit";
import { rulesFrom } from "./rules";

const admit = admitSignUp(rulesFrom(process.env, () => new Date()));

/** Says who may sign up. */
export async function handler(event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> {
  return Promise.resolve(event).then(admit);
}
