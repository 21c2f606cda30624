"use strict";
// Plain JavaScript, so that the tool is started as the others are. The bundle starts at bundle.ts.

const path = require("node:path");

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("tsx/cjs");
require("./start.ts").start(process.argv.slice(2), path.resolve(__dirname, "../.."));
