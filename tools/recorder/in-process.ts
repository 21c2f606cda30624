import { runtime } from "@pulumi/pulumi";
import { GrpcCallbacks } from "./callbacks";
import { Recorder, type RecorderSettings } from "./monitor";
import { type Handler, monitorService, status, StatusError } from "./service";

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
 * so one program runs at a time. `organization` is what the program sees as its own.
 */
export function connect(settings: Omit<RecorderSettings, "callbacks">, organization: string): Connection {
  const callbacks = new GrpcCallbacks();
  const recorder = new Recorder({ ...settings, callbacks });
  const monitor = Object.fromEntries(Object.entries(monitorService(recorder)).map(([name, handler]) => [name, inProcess(handler)]));
  runtime.setMockOptions({ ...monitor, getDeploymentInfo: unimplemented, close: () => undefined }, settings.project, settings.stack, false, organization);
  return { recorder, close: () => callbacks.close() };
}

function inProcess(handler: Handler): (request: never, callback: Callback) => void {
  return (request, callback) => {
    void Promise.resolve().then(() => handler(request)).then(
      (response) => callback(null, response),
      (error: unknown) => callback(error instanceof StatusError ? error : new StatusError(status.unknown, String(error instanceof Error ? error.message : error))),
    );
  };
}

function unimplemented(_request: unknown, callback: Callback): void {
  callback(new StatusError(status.unimplemented, "not implemented"));
}
