import { tellingOf } from "../errors";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { follows } from "./route";
import { type Result } from "./step";

/**
 * Looks whether the lost place is back, and makes a standby of it. The fence stays: it is an epoch, and the place has to yield to it until it is activated
 * under a higher one. Lowered, it would no longer hold a place whose database still writes, such as one that was detached.
 */
export async function postRecovery({ request, id }: Activation, ports: Ports): Promise<Result> {
  const database = await ports.database.observe();
  const { joined = false, available = false } = database.members[request.other] ?? {};
  // A claim that the lost place has left behind would take the users back as soon as its store answers.
  if (database.writer === request.target) await ports.lever.withdraw().catch(() => undefined);
  const kept = await ports.database.keepCutOffWrites();
  if (!follows(database, request) || !kept) return { outcome: "wait", facts: { joined, available, kept } };
  try {
    await ports.remote.becomeStandby();
    await ports.remote.allowWrites();
    await ports.lever.letGo();
  } catch (error) {
    return { outcome: "wait", facts: { why: tellingOf(error) } };
  }
  await ports.notify.tell({
    subject: `${request.other} is a standby again`,
    lines: [`${id} has recovered: reconcile the cut-off writes, then run \`sync-config\` and \`pulumi up\`.`],
  });
  return { outcome: "done" };
}
