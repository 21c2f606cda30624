"use strict";
// Plain JavaScript, so that the tool is started as the preview is.

const path = require("node:path");
const { endWell } = require("../launch.js");

endWell();

require("../recorder/loader.js");
require("./cli.ts").clientConfig(process.argv.slice(2), path.resolve(__dirname, "../.."));
