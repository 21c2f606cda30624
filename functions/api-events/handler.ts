import { Logger } from "@aws-lambda-powertools/logger";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { settings } from "../shared/environment";
import { streamSink } from "./adapters";
import { eventAnswers } from "./events";

const valueOf = settings(process.env, ["EVENTS_STREAM", "PLACE"]);
const ports = { sink: streamSink(new KinesisClient({}), valueOf("EVENTS_STREAM")), place: valueOf("PLACE"), now: () => new Date() };

/** Takes usage events. */
export const handler = serve(eventAnswers(ports), siteFrom(process.env, new Logger({ serviceName: "api-events" })));
