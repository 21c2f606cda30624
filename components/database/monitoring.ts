import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Place } from "../core/place";
import { trustMonitoring, writeMeasurements } from "./access";

export interface Monitoring {
  readonly role: aws.iam.Role;
  /** What the role may do, which has to be there before it is taken up. */
  readonly policy: aws.iam.RolePolicy;
}

/** The role by which the instances of one cluster report on their operating system. */
export function buildMonitoring(name: string, site: { readonly place: Place; readonly cluster: string }, parent: pulumi.Resource): Monitoring {
  const role = new aws.iam.Role(name, {
    description: "Measures the instances of one database cluster", assumeRolePolicy: trustMonitoring(site.place, site.cluster),
  }, { parent });
  const policy = new aws.iam.RolePolicy(name, { role: role.name, policy: writeMeasurements(site.place) }, { parent });
  return { role, policy };
}
