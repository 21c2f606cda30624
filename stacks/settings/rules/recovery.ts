import { promiseProblems } from "../../promise";
import { fitSecondsOf, recoveryOf } from "../../readiness";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** The promise of recovery can be kept, and what is asked of the strategy is what it can do. */
export function recoveryProblems(settings: Settings): Problem[] {
  const { domain, services } = settings;
  const recovery = recoveryOf(settings);
  const problems: Problem[] = promiseProblems(recovery, fitSecondsOf(services)).map((says) => ({ path: "recovery", says }));
  const same = settings.places.find(({ region }) => region === settings.recovery.witness);
  if (same !== undefined) problems.push({ path: "recovery.witness", got: settings.recovery.witness, want: `a third region: ${same.key} is there, and would be its own witness` });
  if (domain.readHost === undefined) return problems;
  if (recovery.strategy !== "active-active") {
    problems.push({ path: "domain.readHost", got: domain.readHost, want: `no such name with the strategy ${recovery.strategy}: only active-active answers reads in both places` });
  }
  if (Object.values(services).some((service) => service.route.host === domain.readHost)) {
    problems.push({ path: "domain.readHost", got: domain.readHost, want: "a label that no service has" });
  }
  return problems;
}
