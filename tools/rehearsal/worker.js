"use strict";
// Plain JavaScript, which a worker can start from: what it runs is TypeScript.

require("../recorder/loader.js");
require("./work.ts").work();
