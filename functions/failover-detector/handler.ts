import { Logger } from "@aws-lambda-powertools/logger";
import { type ApprovalPolicy } from "../../protocol";
import { isObject } from "../shared/json";
import { stepSettings } from "../failover-step/settings";
import { watchPorts, type Due } from "./ports";
import { watch, type Watch } from "./watch";

const logger = new Logger({ serviceName: "failover-detector" });

/** What the program tells the detector by way of its schedule. */
export interface DetectorEvent {
  readonly world: unknown;
  readonly detection: Pick<Watch, "periodSeconds" | "points" | "starts">;
  readonly policy: ApprovalPolicy;
  readonly activateMachine: string;
  readonly due?: Due;
}

/** Watches the other place for a minute. */
export async function handler(event: DetectorEvent): Promise<void> {
  if (!isObject(event.detection) || !isObject(event.policy)) throw new Error("the event has no detection and policy: want what the schedule says");
  const settings = stepSettings(event.world);
  const { here: { place: here }, there: { place: there } } = settings;
  await watch({ here, there, ...event.detection }, watchPorts(settings, { ...event, failed: (what, error) => { logger.error(what, { error }); } }));
}
