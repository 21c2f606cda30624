import { type Sketch } from "./support";

/** A sound resource of the other provider, with what belongs to it, and ways to spoil it: each says which rule objects, and what is changed. */
export interface Twin {
  readonly sound: Sketch;
  readonly beside?: readonly Sketch[];
  readonly spoilt: Readonly<Record<string, readonly (readonly [flaw: string, change: (world: Parts) => Parts])[]>>;
}

/** The resource, and what stands beside it. */
export interface Parts { readonly props: Props; readonly beside: readonly Sketch[]; readonly options?: Sketch["options"] }
export type Props = Readonly<Record<string, unknown>>;

export const account = "111122223333";
export const key = `arn:aws:kms:us-east-2:${account}:key/a`;
export const elsewhere = `arn:aws:kms:us-west-2:${account}:key/b`;
export const name = "app";

export const change = (props: Props) => ({ props: old, ...rest }: Parts): Parts => ({ ...rest, props: { ...old, ...props } });
export const without = (type: string) => ({ beside, ...rest }: Parts): Parts => ({ ...rest, beside: beside.filter((each) => each.type !== type) });
export const beside = (type: string, props: Props) => ({ beside: all, ...rest }: Parts): Parts => ({ ...rest, beside: all.map((each) => (each.type === type ? { ...each, props: { ...each.props, ...props } } : each)) });
export const unprotected = ({ options: _options, ...rest }: Parts): Parts => ({ ...rest, options: { protect: false } });
export const document = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });
export const tlsOnly = (Action: string, Resource: unknown): object => ({ Sid: "Tls", Effect: "Deny", Principal: "*", Action, Resource, Condition: { Bool: { "aws:SecureTransport": "false" } } });
export const everybody = (Action: string, Resource: string): object => document(tlsOnly(Action.split(":")[0] === "sns" ? "sns:Publish" : `${Action.split(":")[0] ?? ""}:*`, Resource), { Sid: "All", Effect: "Allow", Principal: "*", Action, Resource });
