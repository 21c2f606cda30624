import { flaw, show, type Findings } from "./finding";
import { isSet, type Value } from "./value";

/** Key that AWS keeps for all data of one service: nobody can take it away from anybody. */
const awsKey = /(^|[:/])alias\/aws\//;

/** Objects unless a property names a customer managed key. A key that is not known yet is a key all the same. */
export function* mustNameKey(property: string, value: Value): Findings {
  if (!isSet(value) || (typeof value === "string" && awsKey.test(value))) yield flaw(property, show(value), "the ARN of a customer managed key");
}
