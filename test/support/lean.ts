import { postponeUnneeded } from "../../tools/recorder/child/quick-start";

// Spares every test process what hardly any test needs. Whoever does ask for some of it gets it.
postponeUnneeded(__filename);
