/** Lets the SDK read properties from their bytes when it wants plain data. */
export function readPlainly(): void;
