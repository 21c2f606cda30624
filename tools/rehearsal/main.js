"use strict";
// Plain JavaScript, so that the tool is started as the preview is.

const path = require("node:path");
const { endWell, glance } = require("../launch.js");

const argv = process.argv.slice(2);
const directory = path.resolve(glance(argv, "--dir") ?? path.resolve(__dirname, "../.."));
endWell();

require("../recorder/loader.js");
require("./cli.ts").rehearse(argv, directory);
