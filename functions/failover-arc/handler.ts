import { Logger } from "@aws-lambda-powertools/logger";
import { arcPorts, endsFrom } from "./ports";
import { startFromArc } from "./start";

const logger = new Logger({ serviceName: "failover-arc" });

/** Called by ARC Region switch in the place that it activates. What ARC says in its call is not documented, and nothing depends on it. */
export async function handler(): Promise<{ readonly execution: string; readonly mode: string }> {
  const started = await startFromArc(arcPorts(endsFrom(process.env)));
  logger.info("activation under way", started);
  return started;
}
