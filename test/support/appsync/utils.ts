import { marshall } from "@aws-sdk/util-dynamodb";

/** An error that a resolver ends its field with. */
export class FieldError extends Error {
  constructor(message: string, readonly type: string) {
    super(message);
  }
}

/** A resolver's wish to skip what follows. */
export class EarlyReturn extends Error {
  constructor(readonly value: unknown, readonly skipTo: "END" | "NEXT") {
    super("early return");
  }
}

/** What a subscription's resolver asked AppSync to do, and a mutation's. */
export interface Extensions {
  filter?: unknown;
  invalidation?: unknown;
  invalidated?: unknown;
}

/**
 * As much of `@aws-appsync/utils` as the resolvers use, as AppSync documents it.
 *
 * @param now Milliseconds since 1970.
 */
export function utilsFor(now: () => number, asked: Extensions) {
  const fail = (message: string, type = "Custom"): never => {
    throw new FieldError(message, type);
  };
  return {
    util: {
      error: fail,
      unauthorized: () => fail("Not Authorized", "Unauthorized"),
      matches: (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value),
      time: { nowEpochMilliSeconds: now, nowEpochSeconds: () => Math.floor(now() / 1000) },
      // AppSync leaves out what is undefined, as JSON does.
      dynamodb: { toMapValues: (values: Record<string, unknown>) => marshall(values, { removeUndefinedValues: true }) },
    },
    extensions: {
      setSubscriptionFilter: (filter: unknown) => { asked.filter = filter; },
      setSubscriptionInvalidationFilter: (filter: unknown) => { asked.invalidation = filter; },
      invalidateSubscriptions: (which: unknown) => { asked.invalidated = which; },
    },
    runtime: {
      earlyReturn: (value: unknown, { skipTo = "END" }: { skipTo?: "END" | "NEXT" } = {}): never => {
        // It is thrown for most calls: to write down where from would take longer than all that the resolvers do.
        const { stackTraceLimit } = Error;
        Error.stackTraceLimit = 0;
        try {
          throw new EarlyReturn(value, skipTo);
        } finally {
          Error.stackTraceLimit = stackTraceLimit;
        }
      },
    },
  };
}
