import assert from "node:assert/strict";
import { join } from "node:path";
import { type ResourceState, secretMark, secretSig } from "../../../tools/recorder/graph";
import { type Recording, RecordingError, type RecordOptions, recordProgram, toDeployment } from "../../../tools/recorder";

type Host = "in-process" | "grpc";

function run(which: string, more: Partial<RecordOptions> = {}): Promise<Recording> {
  const config = { "manners:case": which, "manners:token": "s3cr3t", ...more.config };
  const base = { projectDir: join(__dirname, "fixtures"), main: "manners.ts", project: "manners", stack: "t", organization: "o", secretKeys: ["manners:token"] };
  return recordProgram({ ...base, deadlineMs: 20_000, ...more, config });
}

async function failureOf(which: string, more: Partial<RecordOptions> = {}): Promise<RecordingError> {
  const outcome = await run(which, more).catch((error: unknown) => error);
  assert.ok(outcome instanceof RecordingError, `${which} was recorded: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Both hosts at once, since each takes a process of its own. */
const inBoth = <T>(work: (host: Host) => Promise<T>): Promise<[T, T]> => Promise.all([work("in-process"), work("grpc")]);

const urnOf = (name: string): string => `urn:pulumi:t::manners::aws:sns/topic:Topic::${name}`;

describe("a program under the recorder", () => {
  it("is refused a second resource of one URN, in the engine's words", async () => {
    for (const { message, details } of await inBoth((host) => failureOf("duplicate", { host }))) {
      assert.equal(message, `Duplicate resource URN '${urnOf("twin")}'; try giving it a unique name`);
      assert.equal(details.exitCode, 32);
    }
  });

  it("is refused a resource without a provider where no default one is made", async () => {
    const { message } = await failureOf("late", { config: { "pulumi:disable-default-providers": '["aws"]' } });
    assert.deepEqual(message.split("\n").sort(), ["early", "last", "late"].map((name) =>
      `Default provider for 'aws' disabled. '${urnOf(name)}' must use an explicit provider.`));
  });

  it("is told which setting is missing", async () => {
    assert.equal((await failureOf("missingSetting")).message,
      "Missing required configuration variable 'manners:nowhere'\n\tplease set a value using the command `pulumi config set manners:nowhere <value>`");
  });

  it("is shown the line of an error, thrown at once or in an apply", async () => {
    const [atOnce, later] = await Promise.all([failureOf("throws"), failureOf("throwsInApply")]);
    assert.match(atOnce.message, /^Error: out of paper\n {4}at throws \(.*\/fixtures\/manners\.ts:28:25\)\n {4}at module\.exports \(.*:\d+:\d+\)$/);
    assert.match(later.message, /^Error: out of ink\n {4}at .*\/fixtures\/manners\.ts:31:/);
    assert.deepEqual([atOnce.details.exitCode, later.details.exitCode], [32, 32]);
  });

  it("speaks for itself in an error that is made for people", async () => {
    assert.equal((await failureOf("runError")).message, "no paper: fill the tray");
  });

  it("fails by what it logs as an error", async () => {
    for (const { message, details } of await inBoth((host) => failureOf("logs", { host }))) {
      assert.equal(message, "no ink");
      assert.deepEqual(details.log.map(({ severity, message: text }) => [severity, text]), [["warning", "low on ink"], ["error", "no ink"]]);
    }
  });

  it("is told which resources wait for each other", async () => {
    for (const { message, details } of await inBoth((host) => failureOf("cycle", { host }))) {
      assert.match(message, /^the program ended while it still waited for a promise that nothing settles, or for itself/);
      assert.deepEqual([...details.unfinished].sort(), ["aws:sns/topic:Topic a", "aws:sns/topic:Topic b"]);
    }
  });

  it("may register resources long after it was loaded", async () => {
    for (const { graph } of await inBoth((host) => run("late", { host }))) {
      assert.deepEqual(graph.resources.map(({ urn }) => urn.split("::")[3]).sort(), ["default", "early", "last", "late", "manners-t"]);
    }
  });

  it("is told of while it runs, where somebody listens: each resource once, as it is in the end", async () => {
    const arrived: { readonly at: number; readonly resources: readonly ResourceState[] }[] = [];
    const { graph } = await run("many", { onResources: (resources) => { arrived.push({ at: Date.now(), resources }); } });
    const ends = Number(graph.outputs["ends"]);
    const early = arrived.flatMap(({ resources }) => resources);
    assert.equal(arrived.every(({ at, resources }) => at < ends && resources.length < early.length), true);
    assert.equal(early.length > 90 && new Set(early.map(({ urn }) => urn)).size === early.length, true);
    const again = graph.resources.filter(({ urn, custom }) => custom && early.some((one) => one.urn === urn));
    assert.deepEqual(early.filter(({ custom }) => custom), again);
    // Whoever has done something for a resource finds it again.
    assert.equal(again.length > 90 && again.every((resource) => early.includes(resource)), true);
    const { graph: whole } = await run("many");
    const timeless = (resources: readonly ResourceState[]) => resources.map((one) => ("ends" in one.outputs ? { ...one, outputs: { ...one.outputs, ends: 0 } } : one));
    assert.deepEqual(timeless(graph.resources), timeless(whole.resources));
  });

  it("sees every output of a resource as the SDK makes it, whether it looks before the resource is there or after, or puts another in its place", async () => {
    for (const { graph } of await inBoth((host) => run("reads", { host }))) {
      const names = ["urn", "id", "displayName", "tags", "arn"];
      assert.deepEqual(graph.outputs, {
        before: { names, same: true, displayName: { [secretSig]: secretMark, value: "s3cr3t" } }, tags: { shelf: "upper" }, same: true, replaced: "replaced",
        names: graph.outputs["names"],
      });
      assert.deepEqual(new Set(graph.outputs["names"] as string[]), new Set(names));
      const after = graph.resources.find(({ urn }) => urn === urnOf("after"));
      assert.deepEqual([after?.inputs["displayName"], after?.propertyDependencies], ["known", { displayName: [urnOf("read")], tags: [urnOf("read")] }]);
    }
  });

  it("is stopped when it never rests, and asked what it waits for when it does", async () => {
    const [loops, waits] = await Promise.all([failureOf("loops", { deadlineMs: 2500 }), failureOf("waits", { deadlineMs: 2500 })]);
    assert.equal(loops.message, "the program was not done after 2.5 s, and never rested: it loops");
    assert.equal(waits.message, "the program was not done after 2.5 s; unfinished:\n  aws:sns/topic:Topic waiting");
  });

  it("does not pass by ending its own process", async () => {
    assert.equal((await failureOf("exits")).message, "the program ended its own process with exit code 3");
  });

  it("is refused arguments that would lose their meaning on the way", async () => {
    assert.equal((await failureOf("odd")).message, "aws:sns/topic:Topic 'odd': displayName is a function; tags.made is an object of class Date; "
      + "tags.since[0] is an object of class Map: pass plain data, which survives on the way to a provider");
  });

  it("keeps secrets secret, in what depends on them too, and writes none to a file", async () => {
    const { graph } = await run("secrets");
    const marked = (value: unknown): unknown => ({ [secretSig]: secretMark, value });
    const [first, second] = ["first", "second"].map((name) => graph.resources.find(({ urn }) => urn === urnOf(name)) ?? assert.fail(name));
    assert.deepEqual(first?.inputs, { displayName: marked("s3cr3t") });
    assert.deepEqual(first?.outputs["displayName"], marked("s3cr3t"));
    assert.deepEqual(second?.inputs["tags"], { nested: [marked(6)] });
    assert.deepEqual(graph.outputs, { token: marked("s3cr3t"), doubled: marked("s3cr3ts3cr3t"), name: second?.id, open: first?.outputs["arn"], isDryRun: false });
    const file = JSON.stringify(toDeployment(graph));
    assert.equal(file.includes("s3cr3t"), false);
    assert.equal(file.split(JSON.stringify({ [secretSig]: secretMark, plaintext: '"[secret]"' })).length - 1, 6);
  });
});
