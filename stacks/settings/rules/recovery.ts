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
  problems.push(...triggerProblems(settings), ...peopleProblems(settings));
  if (domain.readHost === undefined) return problems;
  if (recovery.strategy !== "active-active") {
    problems.push({ path: "domain.readHost", got: domain.readHost, want: `no such name with the strategy ${recovery.strategy}: only active-active answers reads in both places` });
  }
  if (Object.values(services).some((service) => service.route.host === domain.readHost)) {
    problems.push({ path: "domain.readHost", got: domain.readHost, want: "a label that no service has" });
  }
  return problems;
}

/** A plan needs two places that can be activated, and only a plan asks in ARC. */
function triggerProblems({ account, recovery: { trigger, strategy, arcApprovalRole } }: Settings): Problem[] {
  const problems: Problem[] = [];
  if (trigger === "arc" && strategy === "backup-restore") {
    problems.push({ path: "recovery.trigger", got: trigger, want: "detector: under backup-restore nothing stands that a plan could start" });
  }
  if (arcApprovalRole === "none") return problems;
  if (trigger !== "arc") problems.push({ path: "recovery.arcApprovalRole", got: arcApprovalRole, want: "none: without the trigger arc there is no plan that asks" });
  if (arcApprovalRole.split(":")[4] !== account) problems.push({ path: "recovery.arcApprovalRole", got: arcApprovalRole, want: `a role of account ${account}, whose plan it is` });
  return problems;
}

/** Who comes by IAM Identity Center needs the region that this may be about. */
function peopleProblems({ recovery: { people: { breakGlass } } }: Settings): Problem[] {
  return breakGlass.principals.flatMap((got, rank): Problem[] => (got.startsWith("role/aws-reserved/") ? [{
    path: `recovery.people.breakGlass.principals[${String(rank)}]`, got, want: "a user or role that people reach without IAM Identity Center, whose home region may be the one that is lost",
  }] : []));
}
