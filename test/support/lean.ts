import { setFlagsFromString } from "node:v8";
import { postponeUnneeded } from "../../tools/recorder/child/quick-start";

// Spares every test process what hardly any test needs. Whoever does ask for some of it gets it.
postponeUnneeded(__filename);

// Most code of a test run is hardly run: V8 makes plain machine code of it, and optimizes what runs long, a little later than by itself.
setFlagsFromString("--sparkplug");
setFlagsFromString("--interrupt-budget=600000");
