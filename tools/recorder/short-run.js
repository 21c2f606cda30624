"use strict";
// For a process that lives for seconds: V8 makes plain machine code of functions early, and optimizes only what really runs long. By
// itself it spends a quarter of such a run's processor time on optimizing code that is then hardly used again.

const { setFlagsFromString } = require("node:v8");

setFlagsFromString("--sparkplug");
setFlagsFromString("--interrupt-budget=2000000");
