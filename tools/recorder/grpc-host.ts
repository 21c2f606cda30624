import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answersOf } from "./answers-module";
import { GrpcCallbacks } from "./callbacks";
import { type Ending } from "./child/parent";
import { type LogEntry, type ProgramError, type RunMessage } from "./child/protocol";
import { Recorder } from "./monitor";
import { providerSettings } from "./provider-settings";
import { type Handler, monitorService, statusOf } from "./service";
import { type ChildOptions, environmentOf, loader } from "./start";

/** Size of messages that the engine and the SDK allow each other. Source: `@pulumi/pulumi`, runtime/settings, maxRPCMessageSize. */
const messageLimit = 400 * 1024 * 1024;

/**
 * Runs a program as the engine's language host does, through the SDK's own `cmd/run`, against a server of the recorder in this process.
 * Slower than the in-process host, and its second opinion: nothing in the program's process is the recorder's.
 */
export async function runOverGrpc(message: RunMessage, options: ChildOptions): Promise<Ending> {
  const startedAt = performance.now();
  const callbacks = new GrpcCallbacks();
  const recorder = new Recorder({ ...providerSettings(message), answers: answersOf(message), callbacks });
  const log: LogEntry[] = [];
  const server = new grpc.Server({ "grpc.max_receive_message_length": messageLimit });
  server.addService(ResourceMonitorService, unaryCalls(monitorService(recorder, message)));
  server.addService(EngineService, unaryCalls(engineService(log)));
  const port = await listen(server);
  const ended = await runHost(message, options, `127.0.0.1:${port}`);
  callbacks.close();
  server.forceShutdown();
  const { graph, fallbackTypes, refusals, finished } = recorder;
  return { outcome: {
    graph, log, fallbackTypes, refusals, finished, missedDeadline: ended.timedOut, unfinished: unfinishedIn(ended.text),
    errors: errorsIn(log, ended, refusals.length > 0), timings: { done: performance.now() - startedAt },
  } };
}

/** Errors that the SDK told the engine; where it told none and failed all the same, what it printed. */
function errorsIn(log: readonly LogEntry[], { code, text, timedOut }: HostEnding, refused: boolean): ProgramError[] {
  const told = log.filter(({ severity }) => severity === "error").map(({ message }) => ({ message, wantsLines: message.startsWith("Running program") }));
  if (told.length > 0 || refused || timedOut || code === 0 || text.includes(leakNotice)) return told;
  return [{ message: text.trim() === "" ? `the program ended with exit code ${String(code)}` : text.trim(), wantsLines: false }];
}

const leakNotice = "Promise leak detected:";

/** Resources whose URN was still awaited when the process ended, as the SDK's own detector of leaks names them. */
function unfinishedIn(text: string): string[] {
  return [...text.matchAll(/^CONTEXT\(\d+\): resolveURN\(resource:([^[]+)\[([^\]]+)\].*\)$/gm)].map(([, name, type]) => `${type ?? ""} ${name ?? ""}`);
}

interface HostEnding {
  readonly code: number | null;
  /** What it printed to its error output. */
  readonly text: string;
  readonly timedOut: boolean;
}

function runHost(message: RunMessage, options: ChildOptions, address: string): Promise<HostEnding> {
  const { project, stack, organization, entry, deadlineAt } = message;
  const { projectDir, traces = false } = options;
  const host = realpathSync(createRequire(join(projectDir, "package.json")).resolve("@pulumi/pulumi/cmd/run"));
  const preload = traces ? ["--enable-source-maps"] : ["-r", join(__dirname, "grpc-preload.ts")];
  const child = spawn(process.execPath, [
    "-r", loader, ...preload, host, "--monitor", address, "--engine", address, "--organization", organization,
    "--project", project, "--root-directory", projectDir, "--stack", stack, "--pwd", projectDir, "--parallel", "16", entry,
  ], { cwd: projectDir, env: hostEnvironment(message, options), stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  let timedOut = false;
  child.stderr.on("data", (chunk) => (text += String(chunk)));
  child.stdout.pipe(process.stderr);
  const timer = setTimeout(() => (timedOut = child.kill("SIGKILL")), deadlineAt - Date.now());
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) process.stderr.write(text);
      resolve({ code, text, timedOut });
    });
  });
}

function hostEnvironment({ config, secretKeys }: RunMessage, options: ChildOptions): NodeJS.ProcessEnv {
  return {
    ...environmentOf(options), PULUMI_CONFIG: JSON.stringify(config), PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    RECORDER_TRACES: String(options.traces === true), PULUMI_NODEJS_TYPESCRIPT: "false", PULUMI_DEBUG_PROMISE_LEAKS: "true",
  };
}

/** The engine's other service: what the program says, and whose version it wants. */
function engineService(log: LogEntry[]) {
  const severities: readonly LogEntry["severity"][] = ["info", "info", "warning", "error"];
  let root = "";
  return {
    log: (request: engine.LogRequest) => {
      const urn = request.getUrn();
      const severity = severities[request.getSeverity()] ?? "info";
      if (request.getSeverity() !== engine.LogSeverity.DEBUG) log.push({ severity, message: request.getMessage(), ...(urn !== "" && { urn }) });
      return new Empty();
    },
    getRootResource: () => new engine.GetRootResourceResponse().setUrn(root),
    setRootResource: (request: engine.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    },
    requirePulumiVersion: () => new engine.RequirePulumiVersionResponse(),
  };
}

function unaryCalls(service: Readonly<Record<string, Handler>>): grpc.UntypedServiceImplementation {
  return Object.fromEntries(Object.entries(service).map(([name, handler]) => [name, unary(handler)]));
}

function unary(handler: Handler): grpc.handleUnaryCall<unknown, unknown> {
  return ({ request }, callback) => {
    const answered = Promise.resolve().then((): unknown => Reflect.apply(handler, undefined, [request]));
    answered.then((response) => callback(null, response), (error: unknown) => callback(statusOf(error)));
  };
}

function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}
