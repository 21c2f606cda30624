import assert from "node:assert/strict";
import { bringProviders, providerNameProblems, providerPlanOf, SecretProviders } from "../../../components/identity";
import { record } from "../../support/record";

const common = { clientId: "id", scopes: ["email", "name"], attributes: { email: "mail" } };
const rest = { attributes: { email: "mail" }, secret: { name: "s", detail: "client_secret" } };

describe("an identity provider with a secret", () => {
  it("is described in Cognito's words, each kind in its own", () => {
    assert.deepEqual(providerPlanOf("Google", { kind: "google", ...common }, "s"), { name: "Google", type: "Google", details: { client_id: "id", authorize_scopes: "email name" }, ...rest });
    assert.deepEqual(providerPlanOf("LoginWithAmazon", { kind: "amazon", ...common }, "s").type, "LoginWithAmazon");
    assert.deepEqual(providerPlanOf("Facebook", { kind: "facebook", ...common }, "s").details, { client_id: "id", authorize_scopes: "email,name" });
    assert.deepEqual(providerPlanOf("Partner", { kind: "oidc", issuer: "https://id", ...common }, "s"), {
      name: "Partner", type: "OIDC", ...rest,
      details: { client_id: "id", authorize_scopes: "email name", oidc_issuer: "https://id", attributes_request_method: "GET" },
    });
    assert.deepEqual(providerPlanOf("SignInWithApple", { kind: "apple", teamId: "T", keyId: "K", ...common }, "s"), {
      ...rest, name: "SignInWithApple", type: "SignInWithApple", details: { client_id: "id", authorize_scopes: "email name", team_id: "T", key_id: "K" },
      secret: { name: "s", detail: "private_key" },
    });
  });

  it("has the one name that Cognito has for its kind, and no other kind has it", () => {
    assert.deepEqual([providerNameProblems("Google", "google"), providerNameProblems("Partner", "oidc"), providerNameProblems("Workforce", "saml")], [[], [], []]);
    assert.deepEqual(providerNameProblems("Apple", "apple"), ["Apple is of kind apple: want the name SignInWithApple, which Cognito knows it by"]);
    assert.deepEqual(providerNameProblems("Google", "oidc"), ["Google is of kind oidc: want another name, since Cognito keeps that one for another kind"]);
  });

  it("is made by a function, again as soon as the function or what is wanted differs", async () => {
    const { graph } = await record((opts) => new SecretProviders("w", { functionName: "f", codeHash: "h", wanted: [], after: [] }, opts));
    assert.deepEqual(graph.inputs("aws:lambda/invocation:Invocation"), { w: { functionName: "f", input: "{}", lifecycleScope: "CREATE_ONLY", triggers: { code: "h", wanted: "[]" } } });
    assert.deepEqual(bringProviders("arn").map(({ Resource }) => Resource), [["arn"]]);
  });
});
