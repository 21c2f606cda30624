import { AdminAddUserToGroupCommand, type CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

/** Groups of the pool. */
export interface PoolGroups {
  /** Somebody who is in it already stays in it. */
  add(userPoolId: string, username: string, group: string): Promise<void>;
}

/** Groups of the pool that asked. */
export function poolGroups(client: CognitoIdentityProviderClient): PoolGroups {
  return {
    async add(UserPoolId, Username, GroupName) {
      await client.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName }));
    },
  };
}
