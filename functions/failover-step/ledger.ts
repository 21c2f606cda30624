import { type LambdaClient } from "@aws-sdk/client-lambda";
import { type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type LedgerPort } from "../../protocol";
import { outageIn } from "../shared/sight";
import { itemsOf } from "./control";
import { beatIn, keys, type Item } from "./control-items";
import { invoke } from "./database";
import { type StepSettings } from "./settings";

/** What is known of a loss, in this place alone: its replica of the control table, and its own database. One that is silent leaves its part open. */
export function ledgerOn(client: DynamoDBDocumentClient, lambda: LambdaClient, { here, there, common }: StepSettings): LedgerPort {
  return {
    async read() {
      const wanted = [keys.heartbeat(there.place), keys.witness(here.place)];
      const [items, kept] = await Promise.all([
        itemsOf(client, common.controlTable, wanted).catch((): readonly Item[] => []),
        invoke(lambda, common.databaseFunction, { do: "heartbeat", place: there.place }).catch(() => undefined),
      ]);
      const find = (key: Item): Item | undefined => items.find((item) => item["pk"] === key["pk"]);
      return { acked: beatIn(find(keys.heartbeat(there.place))), kept: beatIn(kept), outside: outageIn(find(keys.witness(here.place))) };
    },
  };
}
