import assert from "node:assert/strict";
import { excluding } from "../../../tools/failover/acts/status";
import { recordedStack } from "../../support/stacks";

/** As `pulumi up --exclude` reads a glob: two stars for anything, one for anything but a colon. Source: pulumi, pkg/resource/deploy/target.go. */
function matches(glob: string, urn: string): boolean {
  const quoted = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${glob.split("**").map((part) => part.split("*").map(quoted).join("[^:]*")).join(".*")}$`).test(urn);
}

describe("deploying while a place is lost", function () {
  this.timeout(60_000);

  it("leaves out everything that stands in the place, and nothing that stands in the other", async () => {
    const { graph } = await recordedStack("prod");
    for (const [lost, living, region] of [["use2", "usw2", "us-east-2"], ["usw2", "use2", "us-west-2"]] as const) {
      const left = (urn: string): boolean => excluding(lost).some((glob) => matches(glob, urn));
      const providers = graph.resources.filter(({ type, inputs }) => type.startsWith("pulumi:providers:aws") && inputs["region"] === region).map(({ urn }) => `${urn}::`);
      const inside = graph.resources.filter(({ provider }) => typeof provider === "string" && providers.some((urn) => provider.startsWith(urn)));
      assert.ok(inside.length > 100, `${String(inside.length)} resources of ${lost}`);
      assert.deepEqual(inside.filter(({ urn }) => !left(urn)).map(({ urn }) => urn), []);
      assert.deepEqual(graph.resources.filter(({ urn }) => urn.split("::").at(-1)?.split("-")[0] === living && left(urn)).map(({ urn }) => urn), []);
    }
  });

  it("sets no provider up that has to ask a place, since the engine sets all of them up", async () => {
    for (const stack of ["prod", "dev"] as const) {
      const { graph } = await recordedStack(stack);
      const providers = graph.resources.filter(({ type }) => type === "pulumi:providers:aws");
      assert.deepEqual(providers.map(({ inputs }) => [inputs["stsRegion"], inputs["skipCredentialsValidation"], inputs["allowedAccountIds"]]), providers.map(() => ["ca-central-1", "true", '["123456789012"]']));
      assert.equal(providers.length, 6);
    }
  });
});
