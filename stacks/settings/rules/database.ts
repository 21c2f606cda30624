import { capacityProblems } from "../../../components/database/capacity";
import { poolProblems } from "../../../components/database/proxy-args";
import { specProblems } from "../../../components/database/spec";
import { topologyProblems } from "../../../components/database/topology";
import { capacityOf, databaseSpecOf } from "../../database-shape";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/** The database is one that AWS takes, and honours, in both roles; a role swap changes its sizes at most. */
export function databaseProblems(settings: Settings): Problem[] {
  const { database, recovery } = settings;
  const said = [
    ...specProblems(databaseSpecOf(database)).map((problem) => problem.replace(/^databaseName/, "name")),
    ...sizeProblems(database),
    ...poolProblems(database.pool),
    ...topologyProblems({ instances: database.instances, standbyInstances: database.standbyInstances, decision: recovery.decision }),
  ];
  return [...said.map((says) => ({ path: "database", says })), ...standbyProblems(settings), ...birthProblems(settings)];
}

/** The sizes for both roles, each in the words of its own settings. */
function sizeProblems(database: Settings["database"]): string[] {
  const full = capacityProblems("capacity", capacityOf(database, "full"));
  const floor = capacityProblems("capacity", capacityOf(database, "floor")).filter((problem) => !full.includes(problem));
  return [...full, ...floor.map((problem) => problem.replace(/^capacity\.minAcu/, "capacity.standbyMinAcu").replace(/^capacity\.instanceClass/, "capacity.standbyInstanceClass"))];
}

/** Services that run in a standby need a proxy, and a proxy needs an instance. */
function standbyProblems({ database: { standbyInstances, instances }, recovery: { strategy } }: Settings): Problem[] {
  if (standbyInstances > 0 || strategy === "pilot-light" || strategy === "backup-restore") return [];
  return [{
    path: "database.standbyInstances", got: 0,
    want: `${String(instances)}, since ${strategy} keeps services running in the standby, which reach a database by an instance; or the strategy pilot-light`,
  }];
}

function birthProblems({ database: { bornIn }, places, recovery, primary }: Settings): Problem[] {
  if (bornIn === undefined) return [];
  const keys = places.map(({ key }) => key);
  if (!keys.includes(bornIn)) return [{ path: "database.bornIn", got: bornIn, want: `one of ${keys.join(", ")}, the keys of the places, or nothing` }];
  if (recovery.strategy !== "backup-restore" || bornIn === primary) return [];
  return [{ path: "database.bornIn", got: bornIn, want: `${primary} or nothing: under backup-restore the database stands in the primary alone` }];
}
