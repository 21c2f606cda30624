import * as pulumi from "@pulumi/pulumi";

/**
 * Throws everything that is wrong with a component's arguments as one error that points at the component.
 *
 * @throws {pulumi.ResourceError} when there is a problem.
 */
export function insist(problems: readonly string[], resource: pulumi.Resource): void {
  if (problems.length > 0) throw new pulumi.ResourceError(problems.join("\n"), resource);
}
