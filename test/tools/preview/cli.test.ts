import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { begin } from "../../../tools/preview/begin";
import { finish } from "../../../tools/preview/cli";
import { ended, linesOf, spawned } from "../../support/command";

const main = join(__dirname, "../../../tools/preview/main.js");
const project = join(__dirname, "project");

interface Ended {
  readonly status: number | null;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

const said = ({ status, out, err }: { readonly status: number | null; readonly out: string; readonly err: string }): Ended =>
  ({ status, out: linesOf(out.replace(/\d+\.\d s/g, "N s")), err: linesOf(err) });

/** Runs the real command on the small project; times become `N s`. */
const preview = (...words: readonly string[]): Ended => said(spawned(main, ["--dir", project, ...words]));

/** The same in this process, without policies. */
const previewHere = async (...words: readonly string[]): Promise<Ended> => said(await ended(async () => {
  const boot = { directory: project, pack: undefined, program: undefined, startedAt: performance.now() };
  const subject = begin(["--dir", project, "--no-policy", ...words], boot);
  if (subject !== undefined) await finish(subject, boot);
}));

describe("the preview", function () {
  this.timeout(120_000);
  let directory: string;
  before(() => { directory = mkdtempSync(join(tmpdir(), "preview-")); });
  after(() => { rmSync(directory, { recursive: true }); });

  it("ends with 1 where the rules object, having said all it knows, and no secret", () => {
    const file = join(directory, "prod.json");
    const found = preview("--json", file);
    assert.deepEqual(found, { status: 1, err: [], out: [
      "demo prod   planned offline, with answers made up as AWS would give them",
      "",
      "Shared   3 resources",
      "  pulumi:providers:aws              default",
      "  aws:cloudwatch:LogGroup           logs  protected",
      "  aws:secretsmanager:SecretVersion  token",
      "",
      "Resources",
      "                  shared  all",
      "  cloudwatch           1    1",
      "  providers            1    1",
      "  secretsmanager       1    1",
      "  all                  3    3",
      "",
      "Policies   sound 1.2.3, 5 rules: 2 violations, 1 advisory finding",
      "  ✗ logs-have-a-key  mandatory, high",
      "    Log groups are encrypted under a customer key.",
      "      logs  aws:cloudwatch:LogGroup",
      "        kmsKeyId is not set, want a key.",
      "    Fix: kmsKeyId: keys.logs.arn",
      "  ✗ secrets-are-long  mandatory",
      "    Secrets are long.",
      "      token  aws:secretsmanager:SecretVersion",
      "        secretString is [secret], want more.",
      "  ! logs-are-kept  advisory",
      "    Log groups are kept for long enough.",
      "      logs  aws:cloudwatch:LogGroup",
      "        retentionInDays is 7, want 30 or more.",
      "",
      "✗ the rules refuse this   3 resources in N s (program N s, policies N s more)",
    ] });
    assert.equal(/tell-nobody/.test(readFileSync(file, "utf8")), false);
  });

  it("ends with 0 where policies are not asked, and compares with what it wrote", async () => {
    const found = await previewHere("--quiet", "--diff", join(directory, "prod.json"), "--set", "demo:retentionInDays=30");
    assert.deepEqual(found, { status: 0, err: [], out: [
      `Changes against ${join(directory, "prod.json")}: 1 to update, 2 unchanged`, "✓ policies not checked   3 resources in N s (program N s)",
    ] });
  });

  it("ends with 2 where the program refuses its settings, and says so once, as the program does", async () => {
    assert.deepEqual(await previewHere("--set", "retentionInDays=0"), { status: 2, out: [], err: ["demo:retentionInDays is 0, want 1 or more"] });
  });

  it("ends with 2 where the command line is wrong", async () => {
    assert.deepEqual(await previewHere("--stack", "dev"), { status: 2, out: [], err: ["there is no stack dev: want one of prod"] });
  });
});
