import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../components/core/place";
import { type LeverArgs } from "../components/failover";
import { stackPrefix } from "./providers";

/** What a place's levers are called. */
export function leverOf(place: Place): Pick<LeverArgs, "folder" | "namePrefix" | "place"> {
  return { place, namePrefix: `${stackPrefix()}-lever`, folder: pulumi.getStack() };
}

/** The table that says who is active, who activates, and what people answered; the same in both places. */
export function controlTableName(): string {
  return `${stackPrefix()}-control`;
}

/** Names of the state machines of a place: whoever starts one in an emergency has to know it. */
export function machineNames(): { readonly activate: string; readonly recover: string } {
  return { activate: `${stackPrefix()}-activate`, recover: `${stackPrefix()}-recover` };
}

/** Names of the roles of people in a place: whoever takes one up in an emergency has to know it. */
export function peopleNames({ key }: Pick<Place, "key">): { readonly operator: string; readonly breakGlass: string } {
  return { operator: `${stackPrefix()}-${key}-operator`, breakGlass: `${stackPrefix()}-${key}-break-glass` };
}

/** Start of the name of the bucket that has the command and what it has to know: somebody in an emergency has to guess it. */
export function kitPrefix(): string {
  return `${stackPrefix()}-kit`;
}
