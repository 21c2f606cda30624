/** Type of the resource that every program has, and that parents whatever names no parent. */
export const stackType = "pulumi:pulumi:Stack";

/** What a URN is made of. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; absent at the top. */
  readonly parent?: string | undefined;
}

/**
 * URN as the engine makes it: the parent's whole chain of types, then the resource's own. The stack itself is not part of the chain.
 * One of them: `urn:pulumi:prod::understudy::understudy:network:Network$aws:ec2/vpc:Vpc::use2-network`.
 */
export function makeUrn({ stack, project, type, name, parent }: UrnParts): string {
  const chain = parent === undefined || parent === "" ? "" : qualifiedTypeOf(parent);
  const qualified = chain === "" || chain === stackType ? type : `${chain}$${type}`;
  return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** Chain of types in a URN, outermost first, joined by `$`. */
function qualifiedTypeOf(urn: string): string {
  return urn.split("::", 3)[2] ?? "";
}

/** Type of the resource that a URN names. */
export function typeOf(urn: string): string {
  const chain = qualifiedTypeOf(urn);
  return chain.slice(chain.lastIndexOf("$") + 1);
}

/** Package that manages a type: `aws` of `aws:ec2/vpc:Vpc`, and of its provider `pulumi:providers:aws`. */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerPrefix.length) : type.slice(0, Math.max(type.indexOf(":"), 0));
}

const providerPrefix = "pulumi:providers:";

export function isProviderType(type: string): boolean {
  return type.startsWith(providerPrefix);
}

export function providerTypeOf(packageName: string): string {
  return `${providerPrefix}${packageName}`;
}

/** Parts of a provider reference, `<urn>::<id>`. */
export function parseProviderRef(ref: string): { readonly urn: string; readonly id: string } {
  const end = ref.lastIndexOf("::");
  return { urn: ref.slice(0, end), id: ref.slice(end + 2) };
}
