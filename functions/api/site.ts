import type { Logger } from "@aws-lambda-powertools/logger";
import { settings } from "../shared/environment";
import type { Site } from "./serve";

/** What every function behind the API is told by its environment. */
export function siteFrom(environment: Readonly<Record<string, string | undefined>>, logger: Logger): Site {
  const valueOf = settings(environment, ["USER_POOL_ID", "WEB_ORIGIN"]);
  return {
    userPoolId: valueOf("USER_POOL_ID"),
    webOrigin: valueOf("WEB_ORIGIN"),
    report: (error) => logger.error("a request failed", error instanceof Error ? error : String(error)),
  };
}
