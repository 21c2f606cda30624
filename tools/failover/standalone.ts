import { start } from "./start";

// What Node runs alone, in any folder: settings are read where it is started, and none need be there.
start(process.argv.slice(2), process.cwd());
