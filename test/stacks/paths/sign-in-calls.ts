import { items, type Calls } from "./calls";

const letters: Calls = ({ letters: signedBy }) => signedBy().map((arn) => [arn, "ses:SendEmail"] as const);

/** What functions at moments in a user's life reach, in both places. Those that only decide reach nothing. */
export const signInCalls: Readonly<Record<string, Calls>> = {
  "identity-admission": ({ table }) => [items(table("identity-blocks"), "GetItem")],
  "identity-claims": ({ table }) => [items(table("identity-blocks"), "GetItem"), items(table("identity-attempts"), "GetItem")],
  "identity-signed-in": (site) => [
    items(site.table("identity-attempts"), "UpdateItem"), items(site.table("messaging-devices"), "DeleteItem", "Query", "UpdateItem"),
    items(`${site.table("messaging-devices")}/index/address`, "Query"), ...letters(site),
  ],
};

/** The same, of those that stand only where settings ask for them. */
export const challengeCalls: Readonly<Record<string, Calls>> = {
  "identity-challenge-create": (site) => [items(site.table("identity-attempts"), "UpdateItem"), ...letters(site)],
  "identity-challenge-verify": ({ table }) => [items(table("identity-attempts"), "UpdateItem")],
};

/** What a pool takes where it was born alone. */
export const birthSignInCalls: Readonly<Record<string, Calls>> = {
  "identity-claims": ({ pool, table }) => [[pool(), "cognito-idp:AdminAddUserToGroup"], items(table("identity-attempts"), "UpdateItem")],
  "identity-confirmed": ({ pool, table }) => [[pool(), "cognito-idp:AdminAddUserToGroup"], items(table("identity-attempts"), "UpdateItem")],
};
