import { runtime } from "@pulumi/pulumi";
import { GrpcCallbacks } from "./callbacks";
import { Recorder, type RecorderSettings } from "./monitor";
import { type DeploymentFacts, type Handler, monitorService, statusOf, type StatusError } from "./service";

/** What the SDK calls back with: an error that carries a gRPC status, or the answering message. */
type Callback = (error: StatusError | null, response?: object) => void;

/** A recorder that the SDK in this process talks to as to its engine. */
export interface Connection {
  readonly recorder: Recorder;
  /** Closes what was opened for the program's own functions. */
  readonly close: () => void;
}

/**
 * Puts a fresh recorder in the place of the engine for all that this process registers from now on. The SDK's settings are global,
 * so one program runs at a time.
 */
export function connect(settings: Omit<RecorderSettings, "callbacks">, facts: DeploymentFacts): Connection {
  const callbacks = new GrpcCallbacks();
  const recorder = new Recorder({ ...settings, callbacks });
  const monitor = Object.fromEntries(Object.entries(monitorService(recorder, facts)).map(([name, handler]) => [name, inProcess(handler)]));
  runtime.setMockOptions({ ...monitor, close: () => undefined }, facts.project, facts.stack, false, facts.organization);
  return { recorder, close: () => callbacks.close() };
}

function inProcess(handler: Handler): (request: never, callback: Callback) => void {
  return (request, callback) => {
    void Promise.resolve().then(() => handler(request)).then((response) => callback(null, response), (error: unknown) => callback(statusOf(error)));
  };
}
