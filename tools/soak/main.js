"use strict";
// Plain JavaScript, so that the tool is started as the preview is.

const { endWell } = require("../launch.js");

endWell();

require("../recorder/loader.js");
require("./cli.ts").soakAll(process.argv.slice(2));
