import { quicken } from "./child/quick-start";

if (process.env["RECORDER_TRACES"] !== "true") quicken(`${process.cwd()}/`);
// eslint-disable-next-line @typescript-eslint/no-require-imports -- only now, since the SDK must find what quicken left
require("./child/main");
