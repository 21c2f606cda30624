export { putEvents, UsageStream, type StreamEnd, type UsageStreamArgs } from "./stream";
