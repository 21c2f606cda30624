/** Groups of the pool. */
export interface PoolGroups {
  /** Somebody who is in it already stays in it. */
  add(userPoolId: string, username: string, group: string): Promise<void>;
}

/** What a confirmed sign-up needs of the world. */
export interface ConfirmedPorts {
  readonly groups: PoolGroups;
}
