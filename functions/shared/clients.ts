/**
 * How long a call to AWS may take where a person waits: two tries of a second and a half, within the five seconds that Cognito gives a
 * trigger. Source: Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers", things to know.
 */
export const promptly = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
} as const;
