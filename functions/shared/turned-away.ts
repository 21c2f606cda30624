/**
 * A person is turned away. Cognito knows no other way than an error, and shows its text to the application.
 * Source: Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers", error handling.
 */
export class TurnedAway extends Error {
  override readonly name = "TurnedAway";
}
