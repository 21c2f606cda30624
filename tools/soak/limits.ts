/** Seconds after which a call has answered or is lost: the SDK's two tries of three seconds, and the pause between them. */
export const callSeconds = 7;
