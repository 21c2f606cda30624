import { Logger } from "@aws-lambda-powertools/logger";
import { SQSClient } from "@aws-sdk/client-sqs";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { settings } from "../shared/environment";
import { queuePorts } from "./adapters";
import { notificationAnswers } from "./notifications";

const valueOf = settings(process.env, ["NOTIFICATIONS_QUEUE", "PROVIDER_GROUP"]);

/** Sends notifications from providers to users. */
export const handler = serve(
  notificationAnswers(queuePorts(new SQSClient({}), valueOf("NOTIFICATIONS_QUEUE")), valueOf("PROVIDER_GROUP")),
  siteFrom(process.env, new Logger({ serviceName: "api-notifications" })),
);
