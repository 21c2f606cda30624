import type { Language } from "./wording";

const ignore = "If you did not ask for this, you need not do anything.";

export const en: Language = {
  "sign-up": { subject: "Your code for {product}", lead: "Welcome to {product}. Confirm your address with this code:", end: ignore, sms: "{code} is your code for {product}." },
  "sign-in": { subject: "Your sign-in code for {product}", lead: "Sign in to {product} with this code:", end: `Give it to nobody. ${ignore}`, sms: "{code} is your sign-in code for {product}. Give it to nobody." },
  reset: { subject: "A new password for {product}", lead: "Choose a new password with this code:", end: ignore, sms: "{code} is your code for a new password at {product}." },
  address: { subject: "Confirm your address", lead: "Confirm your new address at {product} with this code:", end: ignore, sms: "{code} confirms your number at {product}." },
  invitation: {
    subject: "You are invited to {product}", lead: "Somebody has opened an account at {product} for you. Your name is {username}; sign in once with this password:",
    end: "You will be asked to choose one of your own.", sms: "{product}: your name is {username}, your first password {code}",
  },
  "new-device": {
    subject: "A new sign-in to {product}", lead: "Somebody has just signed in to your account at {product} on a device that we did not know.",
    end: "If that was not you, change your password now.",
  },
};
