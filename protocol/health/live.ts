import { type HealthAnswer } from "./role";

/** Path that every place answers with 200 while it lives, whatever its role. */
export const livePath = "/healthz/live";

/** The answer at {@link livePath}. It never looks at the database: a database that is away must not empty the fleet. */
export const liveAnswer: HealthAnswer = { status: 200, body: "LIVE\n" };
