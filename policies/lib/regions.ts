import type { Node } from "./stack";
import { text, Unknown, type Value } from "./value";

/** Region that a resource stands in: what it says itself, or its ARN; undefined where no region owns it. */
export function regionOf({ props }: Node): Value {
  const own = props["region"];
  if (own instanceof Unknown || text(own) !== "") return own;
  return regionIn(props["arn"]);
}

/** Region in an ARN. */
export function regionIn(arn: Value): Value {
  return arn instanceof Unknown ? arn : text(arn).split(":")[3];
}
