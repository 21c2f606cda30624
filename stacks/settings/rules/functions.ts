import { type Problem } from "../problems";
import { type Settings } from "../schema";

/**
 * Calls at once that a region's account has unless AWS raised it, and those of them that nobody can reserve.
 * Source: Lambda Developer Guide, "Lambda quotas" (1,000 concurrent executions) and "Configuring reserved concurrency" (100 stay unreserved).
 */
const concurrency = { account: 1000, unreserved: 100 } as const;

/** What functions reserve leaves Lambda what it insists on for all others. */
export function functionProblems({ functions: { reservedConcurrency } }: Settings): Problem[] {
  const total = Object.values(reservedConcurrency).reduce((sum, calls) => sum + calls, 0);
  const most = concurrency.account - concurrency.unreserved;
  return total <= most ? [] : [{
    path: "functions.reservedConcurrency", got: reservedConcurrency,
    want: `${String(most)} calls in all at most, since Lambda keeps ${String(concurrency.unreserved)} of an account's ${String(concurrency.account)} for everybody`,
  }];
}
