import assert from "node:assert/strict";
import { nameOf, type ResourceState } from "../../tools/recorder/graph";

type Props = Readonly<Record<string, unknown>>;
type Resources = readonly ResourceState[];

/** What becomes of one resource of a graph; nothing where it goes. */
export type Spoil = (resource: ResourceState, graph: Resources) => ResourceState | undefined;

/** Inputs and outputs alike: a program that asks for something gets it. */
const both = (change: (props: Props) => Props): Spoil => (resource) => ({ ...resource, inputs: change(resource.inputs), outputs: change(resource.outputs) });

/** Puts a value at a path; the path has to be there but for its last step. */
export const set = (path: string, value: unknown): Spoil => both((props) => put(props, path.split("."), value));
/** Takes away what stands at a path, which has to stand there. */
export const drop = (path: string): Spoil => (resource, graph) => {
  assert.notEqual(path.split(".").reduce<unknown>((here, step) => (here as Props | undefined)?.[step], resource.inputs), undefined, `${nameOf(resource)} has no ${path}`);
  return both((props) => put(props, path.split("."), undefined))(resource, graph);
};
export const without = (...keys: readonly string[]): Spoil => both((props) => Object.fromEntries(Object.entries(props).filter(([key]) => !keys.includes(key))));
export const gone: Spoil = () => undefined;
export const kept: Spoil = (resource) => resource;
export const unprotected: Spoil = (resource) => ({ ...resource, protect: false });
export const unlinked: Spoil = (resource) => ({ ...resource, propertyDependencies: {} });
export const ignoring = (path: string): Spoil => (resource) => ({ ...resource, ignoreChanges: [path] });
export const all = (...spoils: readonly Spoil[]): Spoil => (resource, graph) => spoils.reduce<ResourceState | undefined>((here, spoil) => here && spoil(here, graph), resource);
/** Replaces a text within a property; the text has to be there. */
export const replace = (property: string, from: string, to: string): Spoil => (resource, graph) => {
  const text = String(resource.inputs[property]);
  assert.ok(text.includes(from), `${property} of ${nameOf(resource)} holds ${from}`);
  return set(property, text.replace(from, to))(resource, graph);
};
/** A resource that the platform does not have. */
export const planted = (props: Props, options: Partial<ResourceState> = {}): Spoil => (resource) => ({ ...resource, inputs: props, outputs: props, ...options });

export const policy = (Statement: readonly unknown[]) => ({ Version: "2012-10-17", Statement });
/** Adds a statement to the policy of a resource. */
export const allowed = (statement: unknown): Spoil => both((props) => {
  const before = (typeof props["policy"] === "string" ? JSON.parse(props["policy"]) : props["policy"]) as { Statement: readonly unknown[] };
  return { ...props, policy: { ...before, Statement: [...before.Statement, statement] } };
});

export const key = "arn:aws:kms:us-east-2:123456789012:key/a";
export const tags = { tags: { app: "a", stack: "a", place: "a", owner: "a" } };
export const tlsOnly = policy([{ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }]);
/** A sound distribution, but for what a mutant changes. */
export const distribution = {
  ...tags, webAclId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b", loggingConfig: { bucket: "logs" }, originGroups: [{ originId: "both" }], origins: [],
  defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https", responseHeadersPolicyId: "a" },
  viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a", sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" },
};

/** Puts a database into the group of the load balancer. */
export const amongBalancers: Spoil = (resource, graph) =>
  set("vpcSecurityGroupIds", [found(graph, "aws:ec2/securityGroup:SecurityGroup use2-balancer").id])({ ...resource, propertyDependencies: {} }, graph);

/** Gives a subnet the routes of a public one. */
export const publicTable: Spoil = (resource, graph) =>
  set("routeTableId", found(graph, "aws:ec2/routeTable:RouteTable use2-network-public-1").id)({ ...resource, propertyDependencies: {} }, graph);

/** The one resource of this type and name. */
export function found(graph: Resources, on: string): ResourceState {
  const [resource, ...others] = graph.filter((each) => `${each.type} ${nameOf(each)}` === on);
  assert.ok(resource !== undefined && others.length === 0, `the graph has one ${on}`);
  return resource;
}

function put(here: unknown, path: readonly string[], value: unknown): Props {
  const [step = "", ...rest] = path;
  if (Array.isArray(here)) return here.map((each: unknown, rank) => (String(rank) !== step ? each : rest.length === 0 ? value : put(each, rest, value))) as unknown as Props;
  const props = (here ?? {}) as Props;
  return { ...props, [step]: rest.length === 0 ? value : put(props[step], rest, value) };
}
