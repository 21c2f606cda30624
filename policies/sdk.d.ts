/** Loads a part of the SDK on its first use; a part that is loaded already is left alone. */
export function loadOnFirstUse(id: string, standIn: (load: () => object) => object): void;

/** Lets one reading of a message serve all rules. */
export function readOnce(): void;

/** Rules, of which the SDK gets to see those that speak about the resource in question. */
export function speakingRules<R extends { readonly types: readonly string[] }>(rules: readonly R[]): R[];

/** Lets one model of a stack serve all rules about it. */
export function showStackOnce(isKnown: (props: object) => boolean): void;

/** Whether the resource of these properties stands for the whole stack that begins with it. */
export function standsForAll(props: object): boolean;
