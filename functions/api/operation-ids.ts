import { operations } from "./operations";

/** ID of every operation, behind each of its ways in, as the document has it. */
export const operationIds: readonly string[] = operations.flatMap(({ id, doors }) => [id, ...(doors.some((door) => door === "signature") ? [`${id}Signed`] : [])]);
