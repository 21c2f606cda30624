import { PolicyPack } from "@pulumi/policy";
import { packName, rules } from "./pack";

/** Serves the rules to the engine: prints the port as the first line, and answers until it is killed. */
export const pack = new PolicyPack(packName, {
  displayName: "AWS platforms",
  description: "Encryption, exposure and least privilege, whoever wrote the program.",
  enforcementLevel: "mandatory",
  policies: [...rules],
});
