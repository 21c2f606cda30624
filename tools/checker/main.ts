import { invariants } from "./invariants";
import { verdictLines } from "./verdicts";

const { lines, sound } = verdictLines();
console.log([...Object.entries(invariants).map(([name, { says }]) => `${name}  ${says}`), "", ...lines].join("\n"));
process.exitCode = sound ? 0 : 1;
