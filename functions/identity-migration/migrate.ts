import type { UserMigrationTriggerEvent } from "aws-lambda";
import type { OldUser, OldUsers } from "./ports";

type Event = UserMigrationTriggerEvent;

/** What may be taken over: what a user could have written, and what was proved of an address. */
const taken = [
  "address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number",
  "phone_number_verified", "picture", "preferred_username", "profile", "website", "zoneinfo",
] as const;

/**
 * Takes a user over from the system of before: with the password that was just proved there, or, of somebody who forgot it, without one. Whom
 * the old system does not know, or knows by another address, is nobody here either; Cognito tells the application so when it gets no attributes.
 * Source: Amazon Cognito Developer Guide, "Migrate user Lambda trigger".
 */
export function migrateUser(old: OldUsers): (event: Event) => Promise<Event> {
  return async (event) => {
    const { triggerSource, userName, request: { password } } = event;
    const user = triggerSource === "UserMigration_Authentication" ? await old.signIn(userName, password) : await old.find(userName);
    const userAttributes = user === undefined ? undefined : attributesOf(user);
    if (userAttributes === undefined || !isCalled(userName, userAttributes)) return event;
    if (triggerSource === "UserMigration_Authentication") {
      return { ...event, response: { userAttributes, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS", desiredDeliveryMediums: [], forceAliasCreation: false } };
    }
    // Cognito sends the code for a new password to a proved address alone.
    const proved = userAttributes["email_verified"] === "true" || userAttributes["phone_number_verified"] === "true";
    return proved ? { ...event, response: { userAttributes, finalUserStatus: "RESET_REQUIRED", messageAction: "SUPPRESS", desiredDeliveryMediums: [], forceAliasCreation: false } } : event;
  };
}

function attributesOf({ attributes }: OldUser): Record<string, string> {
  return Object.fromEntries(taken.flatMap((name) => (attributes[name] === undefined || attributes[name] === "" ? [] : [[name, attributes[name]]])));
}

/** People sign in with an address: the old system must not answer for another one. */
function isCalled(userName: string, { email, phone_number: phone }: Readonly<Record<string, string>>): boolean {
  return email?.toLowerCase() === userName.toLowerCase() || phone === userName;
}
