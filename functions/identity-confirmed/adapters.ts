import { AdminAddUserToGroupCommand, type CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PoolGroups } from "./ports";

/** Groups of the pool that asked. */
export function poolGroups(client: CognitoIdentityProviderClient): PoolGroups {
  return {
    async add(UserPoolId, Username, GroupName) {
      await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    },
  };
}
