"use strict";
// Plain JavaScript, so that the tool is started as the others are. What Node runs alone starts at standalone.ts.

const path = require("node:path");

require("../recorder/loader.js");
const directory = path.resolve(__dirname, "../..");
require("./start.ts").start(process.argv.slice(2), directory, (argv) => require("../rehearsal/cli.ts").rehearse(argv, directory));
