"use strict";
// Plain JavaScript, so that the tool is started as the preview is.

const path = require("node:path");

process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
process.once("uncaughtException", (error) => {
  console.error(error);
  process.exit(2);
});
// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("tsx/cjs");
require("./cli.ts").clientConfig(process.argv.slice(2), path.resolve(__dirname, "../.."));
