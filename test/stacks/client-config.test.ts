import assert from "node:assert/strict";
import { clientConfigOf, type AmplifyOutputs, type ClientConfig } from "../../stacks/client-config";
import { amplifyProblems } from "../support/amplify-outputs";
import { settingsWith } from "../support/settings";
import { recordedStack } from "../support/stacks";
import { swapped } from "../support/variants";

interface Auth {
  readonly aws_region: string;
  readonly user_pool_id: string;
  readonly user_pool_client_id: string;
  readonly identity_pool_id: string;
  readonly mfa_methods: readonly string[];
  readonly oauth: { readonly redirect_sign_in_uri: readonly string[] };
}

const configOf = async (stack: "dev" | "prod", set: readonly string[] = []): Promise<ClientConfig> =>
  (await recordedStack(stack, set)).graph.outputs["clientConfig"] as ClientConfig;
const documentsIn = ({ places }: ClientConfig): AmplifyOutputs[] => Object.values(places).flatMap((apps) => Object.values(apps));
const authOf = (document: AmplifyOutputs | undefined): Auth => document?.["auth"] as Auth;

const facts = { userPoolId: "p", clientIds: { web: "w", ios: "i", android: "a" } };

for (const stack of ["dev", "prod"] as const) {
  describe(`what applications of ${stack} are set up with`, () => {
    it("is what Amplify takes, for each application in each place", async () => {
      const config = await configOf(stack);
      assert.deepEqual(Object.entries(config.places).map(([place, apps]) => [place, Object.keys(apps).sort()]), [
        ["use2", ["android", "ios", "web"]], ["usw2", ["android", "ios", "web"]],
      ]);
      assert.deepEqual(documentsIn(config).flatMap(amplifyProblems), []);
    });
  });
}

describe("what applications are set up with", () => {
  it("is refused by Amplify's schema as soon as something is amiss", async () => {
    const [document = {}] = documentsIn(await configOf("prod"));
    assert.deepEqual(amplifyProblems({ ...document, version: "1" }), ["/version must be equal to constant"]);
    assert.deepEqual(amplifyProblems({ ...document, auth: { ...authOf(document), mfa_methods: ["TELEX"] } }), ["/auth/mfa_methods/0 must be equal to one of the allowed values"]);
    assert.deepEqual(amplifyProblems({ ...document, storage: {} }), [" must NOT have additional properties"]);
  });

  it("names one pool and one client in both places, and the identity pool and the region of each", async () => {
    const { places: { use2, usw2 } } = await configOf("prod");
    const [here, there] = [authOf(use2?.web), authOf(usw2?.web)];
    assert.equal(here.user_pool_id, there.user_pool_id);
    assert.equal(here.user_pool_client_id, there.user_pool_client_id);
    assert.deepEqual([here.aws_region, there.aws_region], ["us-east-2", "us-west-2"]);
    assert.deepEqual([here.identity_pool_id, there.identity_pool_id].map((id) => id.split(":")[0]), ["us-east-2", "us-west-2"]);
    assert.equal(new Set((["web", "ios", "android"] as const).map((app) => authOf(use2?.[app]).user_pool_client_id)).size, 3);
    assert.deepEqual(authOf(usw2?.ios).oauth.redirect_sign_in_uri, ["com.example.app://signed-in"]);
  });

  it("says what the replica refuses, and offers no TOTP there", async () => {
    const { places: { use2, usw2 } } = await configOf("prod");
    const custom = (document: AmplifyOutputs | undefined): unknown => (document?.["custom"] as { readonly understudy: unknown }).understudy;
    assert.deepEqual(custom(use2?.web), { place: "use2", replica: false, user_pool_endpoint: "https://cognito-idp.us-east-2.amazonaws.com/", refused: [] });
    assert.deepEqual(custom(usw2?.web), {
      place: "usw2", replica: true, user_pool_endpoint: "https://cognito-idp.us-west-2.amazonaws.com/",
      refused: ["sign-up", "password-reset", "profile-change", "totp", "first-federated-sign-in"],
    });
    assert.deepEqual([authOf(use2?.web).mfa_methods, authOf(usw2?.web).mfa_methods], [["TOTP", "SMS", "EMAIL"], ["SMS", "EMAIL"]]);
  });

  it("leads devices to the API of their own place, with the token of their user", async () => {
    const { places: { usw2 } } = await configOf("prod");
    const { url, ...rest } = usw2?.web["data"] as { readonly url: string };
    assert.match(url, /^https:\/\/[a-z0-9]{26}\.appsync-api\.us-west-2\.amazonaws\.com\/graphql$/);
    assert.deepEqual(rest, { aws_region: "us-west-2", default_authorization_type: "AWS_LAMBDA", authorization_types: ["AWS_LAMBDA"] });
  });

  it("changes with a failover in the one word that says who is active", async () => {
    const [before, after] = [await configOf("prod"), await configOf("prod", swapped)];
    assert.deepEqual([before.active, after.active], ["use2", "usw2"]);
    assert.deepEqual(after.places, before.places);
  });

  it("has one place where there is no replica, and no identity pool where people get no credentials", () => {
    const { places } = clientConfigOf({ use2: facts }, settingsWith([["identity", "credentials"], "off"]));
    assert.deepEqual(Object.keys(places), ["use2"]);
    assert.deepEqual(["identity_pool_id" in authOf(places["use2"]?.web), "data" in (places["use2"]?.web ?? {})], [false, false]);
    assert.deepEqual(Object.values(places["use2"] ?? {}).flatMap(amplifyProblems), []);
  });

  it("names the REST API as Amplify's libraries look for one, at one address in both places", async () => {
    const { places } = await configOf("prod");
    const named = ["use2", "usw2"].map((place) => (places[place]?.web["custom"] as { readonly API: unknown }).API);
    assert.deepEqual(named, ["us-east-2", "us-west-2"].map((region) => ({ platform: { endpoint: "https://api.example.com/v1", region, apiName: "platform" } })));
  });
});
