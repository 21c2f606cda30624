import assert from "node:assert/strict";
import { secretNamesIn } from "../../policies/lib/secret-names";
import { unknownStringValue } from "../../policies/lib/sdk";
import { tasksAreHardened } from "../../policies/rules/least-privilege/tasks-are-hardened";
import { secretMark, secretSig } from "../../tools/recorder/graph";
import { cannotDecide, foreign, objection, verdict, type Sketch } from "./support";

describe("least-privilege-tasks-are-hardened", () => {
  const rule = tasksAreHardened;
  const sound = { name: "web", image: "web:1", user: "1000:1000", readonlyRootFilesystem: true, environment: [{ name: "DB_SECRET_ARN", value: "arn" }] };
  const task = (container: Readonly<Record<string, unknown>>, props: Readonly<Record<string, unknown>> = {}): Sketch => ({
    type: "aws:ecs/taskDefinition:TaskDefinition",
    props: { containerDefinitions: JSON.stringify([container]), networkMode: "awsvpc", taskRoleArn: "arn:task", executionRoleArn: "arn:execution", ...props },
  });

  for (const [title, sketch] of [
    ["a hardened container", task(sound)],
    ["one without execution role, whose task role is not known yet", task(sound, { taskRoleArn: unknownStringValue, executionRoleArn: null })],
    ["one without task role", task(sound, { taskRoleArn: null })],
    ["one whose image is not known yet", task({ ...sound, image: unknownStringValue })],
    ["definitions that are no text", task(sound, { containerDefinitions: [sound] })],
    ["a Windows container, which takes neither user nor read-only root", task({ name: "web" }, { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } })],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(rule, sketch), []);
    });
  }
  const user = 'want a user other than root, such as "1000:1000".';
  for (const [sketch, sentence] of [
    [task({ ...sound, user: undefined }), `user of web is not set, ${user}`],
    [task({ ...sound, user: "0" }), `user of web is "0", ${user}`],
    [task({ ...sound, user: "root:web" }), `user of web is "root:web", ${user}`],
    [task({ ...sound, readonlyRootFilesystem: false }), "readonlyRootFilesystem of web is false, want true."],
    [task({ ...sound, readonlyRootFilesystem: undefined }), "readonlyRootFilesystem of web is not set, want true."],
    [task({ ...sound, privileged: true }), "privileged of web is true, want false."],
    [task({ ...sound, linuxParameters: { capabilities: { add: ["SYS_ADMIN"] } } }), 'linuxParameters.capabilities.add of web is "SYS_ADMIN", want none.'],
    [task({ ...sound, environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }), "environment variable DB_PASSWORD of web is in plain text, want an entry of secrets[] that refers to it."],
    [task(sound, { taskRoleArn: "arn:execution" }), "taskRoleArn is the execution role, want a role of its own: the execution role may read every secret of the task."],
    [task(sound, { networkMode: "host" }), 'networkMode is "host", want one that is the task\'s own.'],
    [task(sound, { pidMode: "host" }), 'pidMode is "host", want one that is the task\'s own.'],
    [task(sound, { containerDefinitions: "{" }), "containerDefinitions is not a list of containers, want JSON with one object for each container."],
    [task(sound, { containerDefinitions: JSON.stringify([sound, "x"]) }), "containerDefinitions is not a list of containers, want JSON with one object for each container."],
    [task(sound, { containerDefinitions: "[]" }), "containerDefinitions is not a list of containers, want JSON with one object for each container."],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      assert.deepEqual(await verdict(rule, sketch), [objection(rule, `subject: ${sentence}`)]);
    });
  }
  it("never repeats a value, be it a secret of Pulumi's or one in plain text", async () => {
    const value = "hunter2-hunter2";
    const definitions = JSON.stringify([{ ...sound, environment: [{ name: "API_KEY", value }] }]);
    const said = await verdict(rule, task(sound, { containerDefinitions: { [secretSig]: secretMark, value: definitions } }));
    assert.deepEqual(said, [objection(rule, "subject: environment variable API_KEY of web is in plain text, want an entry of secrets[] that refers to it.")]);
    assert.ok(!said.join().includes(value));
  });
  for (const [sketch, open] of [
    [task(sound, { containerDefinitions: unknownStringValue }), "containerDefinitions of subject"],
    [task({ ...sound, user: unknownStringValue }), "containerDefinitions[0].user of subject"],
    [task(sound, { taskRoleArn: unknownStringValue }), "taskRoleArn of subject"],
  ] as const) {
    it(`cannot decide without ${open}`, async () => {
      assert.deepEqual(await verdict(rule, sketch), [cannotDecide(rule, open)]);
    });
  }
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(rule, { type: "aws:sqs/queue:Queue" }), [foreign(rule)]);
  });
});

describe("secretNamesIn", () => {
  const found = (name: string, value: string) => secretNamesIn([{ name, value }]).length > 0;

  for (const name of ["DB_PASSWORD", "dbPasswd", "API_KEY", "CLIENT_SECRET", "SESSION_TOKEN", "token", "sessionToken", "PRIVATE_KEY", "ACCESS_KEY"]) {
    it(`knows ${name} by its name`, () => { assert.equal(found(name, "x"), true); });
  }
  for (const name of ["DB_SECRET_ARN", "TOKEN_TTL_SECONDS", "TOKEN_ENDPOINT", "SECRET_NAME", "KEYBOARD", "TOKENIZERS_PARALLELISM", "LOG_LEVEL", "PASSWORD_MIN_LENGTH", "KMS_KEY_ID"]) {
    it(`passes ${name}, which is about a secret at most`, () => { assert.equal(found(name, "x"), false); });
  }
  it("knows an access key, a private key, a web token and a password in an address by their form", () => {
    for (const value of [`AKIA${"A".repeat(16)}`, "-----BEGIN RSA PRIVATE KEY-----", `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.c`, "postgres://web:hunter2@db/web"]) {
      assert.equal(found("SETTING", value), true, value);
    }
    for (const value of ["https://example.com/path:8080", "postgres://db:5432/web", "eyJ", ""]) assert.equal(found("SETTING", value), false, value);
  });
  it("passes an empty value, and what is no list", () => {
    assert.deepEqual([secretNamesIn([{ name: "DB_PASSWORD", value: "" }]), secretNamesIn(undefined), secretNamesIn("x")], [[], [], []]);
  });
});
