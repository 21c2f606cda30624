"use strict";
// Plain JavaScript, which a worker can start from: what it runs is TypeScript.

require("tsx/cjs");
require("./work.ts").work();
