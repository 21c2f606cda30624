import { flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { secretNamesIn } from "../../lib/secret-names";
import { tokens } from "../../lib/tokens";
import { at, isProperties, isSet, list, parseJson, text, texts, Unknown, type Properties, type Value } from "../../lib/value";

/** What breaks into a container should find no root, nothing to write to, no secret lying about, and no other role. */
export const tasksAreHardened = resourceRule({
  name: "least-privilege-tasks-are-hardened",
  description: "Containers run without root and without privilege, on a read-only root, with secrets by reference and a role of their own.",
  severity: "high",
  types: tokens.taskDefinitions,
  fix: "Set user, readonlyRootFilesystem: true and a taskRoleArn of its own; pass secrets in secrets[].valueFrom; mount volumes to write to.",
  controls: ["ECS.3", "ECS.4", "ECS.5", "ECS.8", "ECS.17", "ECS.20", "CKV_AWS_249", "CKV_AWS_334", "CKV_AWS_335", "CKV_AWS_336", "AWS-0036",
    "AwsSolutions-ECS2"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
}, check);

function* check({ props }: Subject): Findings {
  yield* judgeTask(props);
  const containers = parseJson(props["containerDefinitions"], "containerDefinitions");
  if (containers instanceof Unknown) return yield undecided(containers);
  if (list(containers).length === 0 || !list(containers).every((each) => isProperties(each) || each instanceof Unknown)) {
    return yield flaw("containerDefinitions", "not a list of containers", "JSON with one object for each container");
  }
  for (const container of list(containers)) {
    if (container instanceof Unknown) yield undecided(container);
    else if (isProperties(container)) yield* judgeContainer(container, isWindows(props));
  }
}

function* judgeTask(props: Properties): Findings {
  for (const mode of ["networkMode", "pidMode", "ipcMode"]) if (props[mode] === "host") yield flaw(mode, '"host"', "one that is the task's own");
  const [task, execution] = [props["taskRoleArn"], props["executionRoleArn"]];
  if (!isSet(task) || !isSet(execution)) return;
  for (const role of [task, execution]) if (role instanceof Unknown) return yield undecided(role);
  if (task === execution) yield flaw("taskRoleArn", "the execution role", "a role of its own: the execution role may read every secret of the task");
}

function* judgeContainer(container: Properties, windows: boolean): Findings {
  const name = typeof container["name"] === "string" ? container["name"] : "a container without a name";
  const property = (key: string) => `${key} of ${name}`;
  // Source: Amazon ECS API Reference, ContainerDefinition: neither parameter is supported for Windows containers.
  if (!windows) {
    yield* judgeUser(property("user"), container["user"]);
    yield* mustBe(property("readonlyRootFilesystem"), container["readonlyRootFilesystem"], true);
  }
  if (container["privileged"] instanceof Unknown) yield undecided(container["privileged"]);
  else if (container["privileged"] === true) yield flaw(property("privileged"), "true", "false");
  const added = texts(at(container, "linuxParameters", "capabilities", "add"));
  if (added.length > 0) yield flaw(property("linuxParameters.capabilities.add"), show(added.join(", ")), "none");
  for (const secret of secretNamesIn(container["environment"])) {
    yield flaw(`environment variable ${secret} of ${name}`, "in plain text", "an entry of secrets[] that refers to it");
  }
}

function* judgeUser(property: string, user: Value): Findings {
  if (user instanceof Unknown) yield undecided(user);
  else if (!isSet(user) || /^(0+|root)(:|$)/i.test(text(user))) yield flaw(property, show(user), 'a user other than root, such as "1000:1000"');
}

function isWindows(props: Properties): boolean {
  return text(at(props, "runtimePlatform", "operatingSystemFamily")).startsWith("WINDOWS");
}
