"use strict";
// Plain JavaScript: what every tool needs before anything else is loaded.

/** Ends the process as its user, or the reader of what it prints, would have it end; and with a status of its own after a fault of the tool. */
function endWell(fault = 2) {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  // A fault of a tool must not be taken for a verdict, which is status 1.
  process.once("uncaughtException", (error) => {
    console.error(error);
    process.exit(fault);
  });
  // A reader that has seen enough, such as `head`, is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit());
}

/** Value of an option, by a glance: the real reading comes later, and refuses what is wrong. */
function glance(argv, option) {
  const index = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (index < 0) return undefined;
  return argv[index] === option ? argv[index + 1] : argv[index].slice(option.length + 1);
}

module.exports = { endWell, glance };
