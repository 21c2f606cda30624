import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toDeployment } from "../../../tools/recorder";
import { prove as command } from "../../../tools/prove/cli";
import { type Graph } from "../../../tools/recorder/graph";
import { ended, type Ended, linesOf, spawned } from "../../support/command";
import { recordedStack } from "../../support/stacks";
import { plants } from "./plants";

const root = join(__dirname, "../../..");

interface Said {
  readonly status: number | null;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

const said = ({ status, out, err }: Ended): Said => ({ status, out: linesOf(out), err: linesOf(err) });

/** The command in this process. */
const prove = async (...words: readonly string[]): Promise<Said> =>
  said(await ended(() => command(words, { directory: root, program: undefined, startedAt: performance.now() })));

describe("the command that proves", function () {
  this.timeout(120_000);
  let directory: string;
  let prod: Graph;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "prove-"));
    ({ graph: prod } = await recordedStack("prod"));
  });
  after(() => { rmSync(directory, { recursive: true }); });

  const written = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

  it("ends with 0 where each place serves without the other", () => {
    const { status, out, err } = said(spawned(join(root, "tools/prove/main.js"), ["--stack", "prod"]));
    assert.deepEqual([status, err, out.at(-1)], [0, [], `✓ each place serves without the other   ${String(prod.resources.length)} resources`]);
  });

  it("ends with 1 and the way to it where a file has a planted reference, and writes the same as JSON", async () => {
    const plant = plants.find(({ what }) => what === "a key, by its ARN");
    assert.ok(plant !== undefined);
    const file = written("spoilt.json", JSON.stringify(toDeployment(plant.plant(prod, (text) => text))));
    const { status, out, err } = await prove("--graph", file, "--json", join(directory, "proof.json"));
    const from = out.indexOf(plant.says[0] ?? "");
    assert.deepEqual([status, err, out.slice(from, from + plant.says.length)], [1, [], plant.says]);
    const proof = JSON.parse(readFileSync(join(directory, "proof.json"), "utf8")) as { proved: boolean; secretsNotRead: string[]; places: { place: string; violations: { kind: string; path: unknown[] }[] }[] };
    assert.deepEqual([proof.proved, proof.places.map(({ place, violations }) => [place, violations.map(({ kind, path }) => [kind, path.length])])],
      [false, [["use2", []], ["usw2", [["a key", 2]]]]]);
    const channels = ["adm: clientId", "adm: clientSecret", ...["apns-sandbox", "apns"].flatMap((kind) => ["bundleId", "teamId", "tokenKey", "tokenKeyId"].map((key) => `${kind}: ${key}`)), "fcm: serviceJson"];
    const pushed = (place: string): readonly string[] => channels.map((channel) => `${place}-messaging-push-${channel}`);
    assert.deepEqual(proof.secretsNotRead, [
      "use2-database-master: secretStringWo", "use2-database: masterPasswordWo", ...pushed("use2"), "use2-secrets-signing: secretStringWo", ...pushed("usw2"),
    ]);
  });

  it("ends with 2 where the command line or a file is wrong, all of it at once", async () => {
    assert.deepEqual(await prove("--stack", "staging", "--json", "/nowhere/proof.json", "now"), { status: 2, out: [], err: [
      "there is no option now: want any of --stack, --set, --json, --dir, --graph",
      "there is no stack staging: want one of dev, prod",
      "--json /nowhere/proof.json cannot be written: there is no folder /nowhere",
    ] });
    const file = written("prod.json", JSON.stringify(toDeployment({ ...prod, resources: prod.resources.slice(0, 1) })));
    assert.deepEqual(await prove("--graph", file, "--stack", "dev"), { status: 2, out: [], err: [`--graph ${file} is of the stack prod, want dev`] });
    assert.deepEqual(await prove("--graph", written("no.json", "{}")), { status: 2, out: [], err: ["no.json has version undefined, want 3: export it again with a current `pulumi stack export`"] });
  });

  it("ends with 2 where the program refuses its settings, and says so as the program does", async () => {
    assert.deepEqual(await prove("--set", "understudy:primary=nowhere"), { status: 2, out: [], err: [
      "understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml",
    ] });
  });
});
