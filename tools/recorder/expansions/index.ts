import { type RegisterRequest, type RegisterResponse } from "../request";
import { expandVpc } from "./vpc";

/** A remote component that is to be built. */
export interface Site {
  readonly urn: string;
  readonly name: string;
  /** Plain data: secrets opened. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Registers a resource below the component. */
  readonly register: (child: RegisterRequest) => Promise<RegisterResponse>;
}

/** What a remote component answers once all its children are registered. */
export type Built = Required<Pick<RegisterResponse, "object" | "propertyDependencies">>;

/** Registers what the component's own process would, and returns its outputs. */
export type Expansion = (site: Site) => Promise<Built>;

/** The remote components that a preview can build, by type. */
export const expansions: Readonly<Record<string, Expansion>> = {
  "awsx:ec2:Vpc": expandVpc,
};
