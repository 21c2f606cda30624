"use strict";
// Plain JavaScript, so that the tool is started as the others are. What Node runs alone starts at standalone.ts.

const path = require("node:path");

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());

require("../recorder/loader.js");
const directory = path.resolve(__dirname, "../..");
require("./start.ts").start(process.argv.slice(2), directory, (argv) => require("../rehearsal/cli.ts").rehearse(argv, directory));
