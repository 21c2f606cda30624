"use strict";
// Plain JavaScript, so that the tool is started as the preview is.

const path = require("node:path");

const argv = process.argv.slice(2);
const at = argv.findIndex((word) => word === "--dir" || word.startsWith("--dir="));
const given = argv[at] === "--dir" ? argv[at + 1] : argv[at]?.slice("--dir=".length);
const directory = path.resolve(given ?? path.resolve(__dirname, "../.."));
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
// A fault of this tool must not be taken for a verdict, which is status 1.
process.once("uncaughtException", (error) => {
  console.error(error);
  process.exit(2);
});
// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("tsx/cjs");
require("./cli.ts").rehearse(argv, directory);
