import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Port of PostgreSQL. A proxy listens on no other. Source: Amazon Aurora User Guide, "Quotas and limitations for RDS Proxy". */
export const port = 5432;

/** One way between two security groups. */
export interface Passage {
  readonly fromGroupId: pulumi.Input<string>;
  readonly toGroupId: pulumi.Input<string>;
  /** Ends a sentence, such as `Connections of the proxy`. */
  readonly description: string;
}

/** Opens both ends of a way to PostgreSQL: out of the one group and into the other. */
export function openPassage(name: string, passage: Passage, parent: pulumi.Resource): pulumi.Resource[] {
  const out = new aws.vpc.SecurityGroupEgressRule(`${name}-out`, {
    securityGroupId: passage.fromGroupId, referencedSecurityGroupId: passage.toGroupId, ...tcp(passage),
  }, { parent });
  return [out, letIn(name, passage, parent)];
}

/** Opens the near end, for whoever has a way out of its own. AWS refuses the same rule twice. */
export function letIn(name: string, passage: Passage, parent: pulumi.Resource): pulumi.Resource {
  return new aws.vpc.SecurityGroupIngressRule(`${name}-in`, {
    securityGroupId: passage.toGroupId, referencedSecurityGroupId: passage.fromGroupId, ...tcp(passage),
  }, { parent });
}

function tcp({ description }: Passage): { ipProtocol: string; fromPort: number; toPort: number; description: string } {
  return { ipProtocol: "tcp", fromPort: port, toPort: port, description };
}
