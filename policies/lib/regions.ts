import { text, Unknown, type Properties, type Value } from "./value";

/** Region that a resource stands in: what it says itself, its ARN, or its provider; undefined where no region owns it. */
export function regionOf({ props, provider = {} }: { readonly props: Properties; readonly provider?: Properties }): Value {
  const own = props["region"];
  if (own instanceof Unknown || text(own) !== "") return own;
  const named = regionIn(props["arn"]);
  if (named instanceof Unknown) return isKnown(provider["region"]) ? provider["region"] : named;
  return isKnown(named) ? named : provider["region"];
}

/** Region in an ARN. */
export function regionIn(arn: Value): Value {
  return arn instanceof Unknown ? arn : text(arn).split(":")[3];
}

function isKnown(value: Value): boolean {
  return text(value) !== "";
}
