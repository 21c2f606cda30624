/** A provider as the pool knows it, secret and all. */
export interface Provider {
  readonly name: string;
  readonly type: string;
  readonly details: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What bringing providers needs of the world. */
export interface ProviderPorts {
  /** Text of a secret; nothing while nobody has put any in. */
  secretOf(name: string): Promise<string | undefined>;
  readonly pool: {
    list(): Promise<readonly Pick<Provider, "name" | "type">[]>;
    describe(name: string): Promise<Pick<Provider, "attributes" | "details">>;
    create(provider: Provider): Promise<void>;
    update(provider: Provider): Promise<void>;
    remove(name: string): Promise<void>;
  };
}
