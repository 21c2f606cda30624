import { credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { levelName, type Level, severityName, type Severity } from "./levels";
import type { PackProcess } from "./start";
import { structOf } from "./struct";

/** The pack cannot answer: it does not start, it ended, or it took too long. One sentence. */
export class PackFailure extends Error {}

/** One rule of a pack, as the pack describes it. */
export interface RuleInfo {
  readonly name: string;
  readonly description: string;
  readonly level: Level;
  readonly severity: Severity | undefined;
  /** What a user may set about the rule, by name: JSON schemas, as far as the pack gives them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Who a pack is. */
export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly rules: readonly RuleInfo[];
}

/** How a user changes one rule. */
export interface RuleSetting {
  readonly level: Level;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The engine's own limit, in bytes: one request holds a whole stack. */
const largestMessage = 400 * 1024 * 1024;

/** A pack that listens. Every call fails with a {@link PackFailure} once the pack has ended or the deadline has passed. */
export class Pack {
  private constructor(private readonly client: AnalyzerClient, private readonly ended: Promise<never>, private readonly limitMs: number) {}

  /**
   * Waits until the pack listens.
   *
   * @throws {PackFailure} when it ends first, says something else, or stays silent.
   */
  static async connect(process: PackProcess, limitMs: number): Promise<Pack> {
    const ended = endOf(process);
    const port = await within(Promise.race([process.firstLine, ended]), limitMs, "start");
    if (!/^\d+$/.test(port)) {
      throw new PackFailure(`the policy pack printed ${JSON.stringify(port)} where its port was wanted: let the pack log to stderr only`);
    }
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": largestMessage, "grpc.max_send_message_length": largestMessage,
    });
    return new Pack(client, ended, limitMs);
  }

  async info(): Promise<PackInfo> {
    const answer = await this.call<proto.AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), new Metadata(), done));
    return {
      name: answer.getName(), version: answer.getVersion(),
      rules: answer.getPoliciesList().map((policy) => ({
        name: policy.getName(), description: policy.getDescription(), level: levelName(policy.getEnforcementlevel()),
        severity: severityName(policy.getSeverity()),
        settings: policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {},
      })),
    };
  }

  /** Gives the pack what a user changed about its rules. */
  async configure(settings: ReadonlyMap<string, RuleSetting>): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [rule, { level, properties }] of settings) {
      const config = new proto.PolicyConfig();
      config.setEnforcementlevel(levelNumbers[level]);
      config.setProperties(structOf(properties));
      request.getPolicyconfigMap().set(rule, config);
    }
    await this.call((done) => this.client.configure(request, new Metadata(), done));
  }

  analyze(request: proto.AnalyzeRequest): Promise<proto.AnalyzeResponse> {
    return this.call((done) => this.client.analyze(request, new Metadata(), this.deadline(), done));
  }

  analyzeStack(request: proto.AnalyzeStackRequest): Promise<proto.AnalyzeResponse> {
    return this.call((done) => this.client.analyzeStack(request, new Metadata(), this.deadline(), done));
  }

  close(): void {
    this.client.close();
  }

  private deadline(): { readonly deadline: number } {
    return { deadline: Date.now() + this.limitMs };
  }

  /** A call that failed on its way has no answer; why is known once the process has ended. One that a rule failed is its answer. */
  private lost(error: ServiceError): Promise<never> {
    return error.code === status.UNKNOWN ? Promise.reject(error) : this.ended;
  }

  private call<T>(send: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      send((error, value) => { if (error === null) resolve(value); else reject(error); });
    }).catch((error: ServiceError) => this.lost(error));
    return within(Promise.race([answer, this.ended]), this.limitMs, "answer");
  }
}

const levelNumbers: Readonly<Record<Level, proto.EnforcementLevel>> = {
  advisory: proto.EnforcementLevel.ADVISORY, mandatory: proto.EnforcementLevel.MANDATORY,
  disabled: proto.EnforcementLevel.DISABLED, remediate: proto.EnforcementLevel.REMEDIATE,
};

function endOf(process: PackProcess): Promise<never> {
  const failed = process.ended.then((how): never => {
    throw new PackFailure(`the policy pack ended with ${how}: ${reason(process.written())}`);
  });
  failed.catch(() => undefined);
  return failed;
}

/** The line that says why, out of all that a dying process writes. */
function reason(text: string): string {
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !/^\d+$/.test(line));
  return lines.find((line) => /^\w*Error: /.test(line)) ?? lines[0] ?? "it said nothing";
}

async function within<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new PackFailure(`the policy pack did not ${what} within ${String(limitMs / 1000)} s`)); }, limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
