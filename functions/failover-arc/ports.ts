import { SFNClient } from "@aws-sdk/client-sfn";
import { type ApprovalPolicy } from "../../protocol";
import { controlOn } from "../failover-step/control";
import { make, type Make } from "../failover-step/clients";
import { documentsIn } from "../failover-step/documents";
import { starterOn } from "../failover-step/starter";
import { isObject } from "../shared/json";
import { type ArcPorts } from "./start";

/** What the program tells the function by its environment. */
export interface ArcEnds {
  readonly region: string;
  readonly table: string;
  readonly born: string;
  readonly here: string;
  readonly there: string;
  readonly activateMachine: string;
  readonly policy: ApprovalPolicy;
}

/** The same, out of the environment. */
export function endsFrom(environment: Readonly<Record<string, string | undefined>>): ArcEnds {
  const of = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === "") throw new Error(`${name} is not in the environment: want what the program writes there`);
    return value;
  };
  const policy: unknown = JSON.parse(of("POLICY"));
  if (!isPolicy(policy)) throw new Error(`POLICY is ${of("POLICY")}: want a decision, as the program writes it`);
  return { region: of("AWS_REGION"), table: of("CONTROL_TABLE"), born: of("BORN"), here: of("HERE"), there: of("THERE"), activateMachine: of("ACTIVATE_MACHINE"), policy };
}

/** The starter on AWS: the control table and the state machine of its own place, and nothing of the other. */
export function arcPorts({ region, table, born, here, there, activateMachine, policy }: ArcEnds, client: Make = make): ArcPorts {
  const documents = documentsIn(client, region);
  const control = controlOn(documents, { table, here, there, born });
  return { now: () => Date.now(), control, start: starterOn(client(SFNClient, region), { activateMachine, control, policy, here, there }) };
}

const isPolicy = (value: unknown): value is ApprovalPolicy => isObject(value) && (value["decision"] === "operator" || value["decision"] === "automatic");
