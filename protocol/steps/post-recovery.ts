import { tellingOf } from "../errors";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { type Result } from "./step";

/**
 * Looks whether the lost place is back, and makes a standby of it. The fence stays: it is an epoch, and the place has to yield to it until it is activated
 * under a higher one. Lowered, it would no longer hold a place whose database still writes, such as one that was detached.
 */
export async function postRecovery({ request, id }: Activation, ports: Ports): Promise<Result> {
  const { members, writer } = await ports.database.observe();
  const back = members[request.other];
  const kept = await ports.database.keepCutOffWrites();
  if (writer !== request.target || back?.joined !== true || !back.available || !kept) {
    return { outcome: "wait", facts: { joined: back?.joined ?? false, available: back?.available ?? false, kept } };
  }
  try {
    await ports.remote.becomeStandby();
    await ports.remote.allowWrites();
  } catch (error) {
    return { outcome: "wait", facts: { why: tellingOf(error) } };
  }
  await ports.notify.tell({
    subject: `${request.other} is a standby again`,
    lines: [`${id} has recovered: reconcile the cut-off writes, then run \`sync-config\` and \`pulumi up\`.`],
  });
  return { outcome: "done" };
}
