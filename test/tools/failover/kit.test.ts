import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetObjectCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { factsOf, readFacts } from "../../../tools/failover/aws/facts";
import { readStackFile } from "../../../tools/failover/config";
import { nameOf, type ResourceState } from "../../../tools/recorder/graph";
import { holdsSecret } from "../../../tools/recorder/property";
import { SdkStub } from "../../support/sdk-stub";
import { recordedStack } from "../../support/stacks";
import { backupRestore, swapped } from "../../support/variants";
import { deployedWorld } from "../../functions/failover-step/world";
import { grantsOf } from "./role";
import { root } from "./run";

const places = [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const;
const type = "aws:s3/bucketObjectv2:BucketObjectv2";

async function object(name: string, stack: "dev" | "prod" = "prod", set: readonly string[] = []): Promise<ResourceState> {
  const { graph: { resources } } = await recordedStack(stack, set);
  const found = resources.find((each) => each.type === type && nameOf(each) === name);
  assert.ok(found !== undefined, name);
  return found;
}

describe("the kit of a place", function () {
  this.timeout(120_000);

  for (const [place, region] of places) {
    it(`has the command, and what it has to know of both places, as \`facts --out\` would write it: ${place}`, async () => {
      const { inputs } = await object(`${place}-kit-facts`);
      const file = path.join(mkdtempSync(path.join(tmpdir(), "kit-")), "facts.json");
      writeFileSync(file, String(inputs["content"]));
      const settings = readStackFile(root, "prod");
      assert.ok(settings !== undefined);
      const known = factsOf("prod", settings);
      const worlds = await Promise.all(places.map(([key]) => deployedWorld(key)));
      assert.deepEqual(readFacts(file), JSON.parse(JSON.stringify({ ...known, places: known.places.map((each, rank) => ({ ...each, world: worlds[rank] })) })));
      assert.deepEqual([inputs["bucket"], inputs["key"], inputs["contentType"]], [`understudy-prod-kit-123456789012-${region}-an`, "facts.json", "application/json"]);
    });

    it(`holds no secret: ${place}`, async () => {
      const { inputs } = await object(`${place}-kit-facts`);
      assert.equal(holdsSecret(inputs["content"]), false);
      assert.doesNotMatch(String(inputs["content"]), /password|BEGIN |secret_?key|AKIA/i);
    });

    it(`is fetched by the roles of people, and by nothing else of theirs: ${place}`, async () => {
      const stub = new SdkStub({ "s3:HeadObject": {}, "s3:GetObject": {} });
      const client = stub.client(S3Client, region);
      for (const Key of ["failover.js", "facts.json"]) {
        const at = { Bucket: `understudy-prod-kit-123456789012-${region}-an`, Key };
        await client.send(new HeadObjectCommand(at));
        await client.send(new GetObjectCommand(at));
      }
      for (const part of ["operator", "break-glass"]) {
        const { covers } = await grantsOf(`${place}-people-${part}`);
        assert.deepEqual(covers(stub.sent).filter((line) => / is not granted| is denied|FetchKit/.test(line)), []);
      }
    });
  }

  it("is the one file that runs with Node alone, under a hash of what is in it, and the same in both places", async () => {
    const [here, there] = [await object("use2-kit-command"), await object("usw2-kit-command")];
    assert.deepEqual({ ...here.inputs, bucket: "" }, { ...there.inputs, bucket: "" });
    const { source, sourceHash, key } = here.inputs as { source: { path: string }; sourceHash: string; key: string };
    const file = path.resolve(root, source.path);
    assert.deepEqual([key, createHash("sha256").update(readFileSync(file)).digest("hex")], ["failover.js", sourceHash]);
    const empty = mkdtempSync(path.join(tmpdir(), "kit-"));
    copyFileSync(file, path.join(empty, "failover.js"));
    writeFileSync(path.join(empty, "facts.json"), "{}");
    const { stderr, status } = spawnSync(process.execPath, ["failover.js", "status"], { cwd: empty, encoding: "utf8", env: { PATH: "" } });
    assert.deepEqual([status, stderr], [2, `${path.join(realpathSync(empty), "facts.json")} holds no facts of a stack: want what \`facts --out\` wrote\n`]);
  });

  it("stays as it is when roles swap, and is left out where nothing can be activated", async () => {
    for (const name of ["use2-kit-facts", "usw2-kit-command"]) assert.deepEqual((await object(name, "prod", swapped)).inputs, (await object(name)).inputs);
    const { graph: { resources } } = await recordedStack("prod", backupRestore);
    assert.deepEqual(resources.filter((each) => each.type === type).map(nameOf), []);
  });
});
