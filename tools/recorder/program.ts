import { postponeUnneeded, quicken } from "./child/quick-start";

/* eslint-disable @typescript-eslint/no-require-imports -- only now, since the SDK must find what quicken left */
if (process.env["RECORDER_TRACES"] === "true") {
  postponeUnneeded(`${process.cwd()}/`);
} else {
  quicken(`${process.cwd()}/`);
  require("./child/quick-sdk");
}
require("./child/main");
