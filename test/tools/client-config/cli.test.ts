import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { clientConfig as command } from "../../../tools/client-config/cli";
import { amplifyProblems } from "../../support/amplify-outputs";
import { ended, type Ended, linesOf, spawned } from "../../support/command";

const root = path.resolve(__dirname, "../../..");

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: readonly string[];
}

const said = ({ status, out, err }: Ended): Said => ({ status, out, err: linesOf(err) });

/** The command in this process. */
const clientConfig = async (...words: readonly string[]): Promise<Said> => said(await ended(() => command(words, root)));

describe("the command that sets applications up", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "client-config-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const fileWith = (content: string): string => {
    const file = path.join(folder, "outputs.json");
    writeFileSync(file, content);
    return file;
  };

  it("prints what Amplify takes for every application in both places, offline, and says that IDs are examples", () => {
    const { status, out, err } = said(spawned(path.join(root, "tools/client-config/main.js"), ["--stack", "prod"]));
    assert.equal(status, 0);
    const { active, places } = JSON.parse(out) as { readonly active: string; readonly places: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    assert.deepEqual([active, Object.keys(places)], ["use2", ["use2", "usw2"]]);
    assert.deepEqual(Object.values(places).flatMap((apps) => Object.values(apps)).flatMap(amplifyProblems), []);
    assert.deepEqual(err.map((line) => line.split(":")[0]), ["IDs are examples"]);
  });

  it("prints one document of a deployment alone, and runs nothing for it", async () => {
    const file = fileWith(JSON.stringify({ clientConfig: { places: { use2: { web: { version: "1.4" } } } } }));
    assert.deepEqual(await clientConfig("--outputs", file, "--place", "use2", "--app", "web"), { status: 0, out: "{\n  \"version\": \"1.4\"\n}\n", err: [] });
    assert.deepEqual(await clientConfig("--outputs", file, "--place", "use2", "--app", "tv"), { status: 2, out: "", err: ["there is no application tv: want one of web"] });
  });

  it("ends with 2 and every reason where the command line or a file is wrong", async () => {
    const file = fileWith("{}");
    assert.deepEqual(await clientConfig("--stack", "moon", "--app", "web", "--graph"), { status: 2, out: "", err: [
      "there is no option --graph: want any of --stack, --set, --outputs, --place, --app", "there is no stack moon: want one of dev, prod",
      "--place and --app belong together: want both, or neither",
    ] });
    assert.deepEqual(await clientConfig("--outputs", file), { status: 2, out: "", err: [
      "the outputs have no clientConfig with places: want those of this program, from `pulumi stack output --json`",
    ] });
    assert.deepEqual(await clientConfig("--set", "understudy:primary=nowhere"), { status: 2, out: "", err: [
      "understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml",
    ] });
  });
});
