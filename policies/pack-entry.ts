import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { Stack } from "./lib/stack";
import { reveal } from "./lib/value";
import { waivers } from "./lib/waivers";
import { packName, rules } from "./pack";
import { showStackOnce, speakingRules } from "./sdk";

waivers.open(reveal(JSON.parse(readFileSync(join(__dirname, "waivers.json"), "utf8"))), new Date().toISOString().slice(0, 10));

showStackOnce((props) => Stack.isKnown(props));

/** Serves the rules to the engine: prints the port as the first line, and answers until it is killed. */
export const pack = new PolicyPack(packName, {
  displayName: "AWS platforms",
  description: "Encryption, least privilege, exposure, recovery, parity, residency, logging and governance, whoever wrote the program.",
  enforcementLevel: "mandatory",
  policies: speakingRules(rules),
});
