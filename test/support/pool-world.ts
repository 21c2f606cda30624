import { randomUUID } from "node:crypto";
import { signer, type Signer } from "../functions/shared/tokens";
import { FakeJoined } from "../functions/shared/people";
import { PlacePorts } from "./pool-functions";

/** Somebody as a directory knows them, which a pool and its replica share. */
export interface Account {
  readonly username: string;
  readonly attributes: Record<string, string>;
  password: string | undefined;
  status: "CONFIRMED" | "EXTERNAL_PROVIDER" | "UNCONFIRMED";
  readonly groups: string[];
  /** Second factor that the user has chosen. */
  mfa?: "EMAIL_OTP" | "SMS_MFA" | "SOFTWARE_TOKEN_MFA";
  passkey?: boolean;
  code?: string;
}

/** Somebody as an old system knows them. */
export interface OldAccount {
  readonly password: string;
  readonly attributes: Readonly<Record<string, string>>;
}

let made: Readonly<Record<string, Signer>> | undefined;

/** Keys take a while to find: all tests share them. */
function keys(): Readonly<Record<string, Signer>> {
  made ??= { use2: signer("use2-key"), usw2: signer("usw2-key") };
  return made;
}

/** The pool was born in the first. */
const regions: Readonly<Record<string, string>> = { use2: "us-east-2", usw2: "us-west-2" };

/** What is the same wherever people come in, and what is lost. */
export class People {
  readonly accounts: Account[] = [];
  readonly blocked: string[] = [];
  readonly joined = new FakeJoined();
  /** Whether Cognito has enough of changes for now. */
  refusesGroups = false;
  readonly old = new Map<string, OldAccount>();
  /** Now, since whoever verifies tokens looks at the clock. */
  readonly clock = { at: new Date() };
  readonly lost = new Set<string>();
  /** Refresh tokens that are good, by whose they are. */
  readonly sessions = new Map<string, { readonly account: Account; readonly clientId: string }>();
  /** One pair of keys for each place: that the places sign alike is nothing that anybody may rely on. */
  readonly signers: Readonly<Record<string, Signer>> = keys();
  readonly ports: Readonly<Record<string, PlacePorts>>;

  constructor(readonly places: readonly string[]) {
    const shared = {
      blocked: this.blocked, clock: this.clock, joined: this.joined, join: (username: string, group: string, region: string) => this.join(username, group, region),
      old: {
        signIn: (name: string, password: string) => Promise.resolve(this.old.get(name)?.password === password ? this.old.get(name) : undefined),
        find: (name: string) => Promise.resolve(this.old.get(name)),
      },
    };
    this.ports = Object.fromEntries(places.map((place) => [place, new PlacePorts(regions[place] ?? place, shared)]));
  }

  /** Puts somebody into a group, where the pool takes changes. Who is in it stays in it. */
  private async join(username: string, group: string, region: string): Promise<void> {
    if (region !== regions["use2"]) throw new Refused("OperationNotSupportedInReplica");
    if (this.refusesGroups) throw new Refused("TooManyRequestsException");
    const groups = this.of(username)?.groups;
    if (groups?.includes(group) === false) groups.push(group);
    return Promise.resolve();
  }

  /** By username, or by what signs in as a name. */
  of(name: string): Account | undefined {
    return this.accounts.find(({ username, attributes }) => username === name || attributes["email"] === name.toLowerCase());
  }

  add(attributes: Readonly<Record<string, string>>, rest: Pick<Account, "password" | "status">, username: string = randomUUID()): Account {
    const account: Account = { username, attributes: { sub: randomUUID(), ...attributes }, groups: [], ...rest };
    this.accounts.push(account);
    return account;
  }
}

/** Why somebody was not let in, in Cognito's word for it. */
export class Refused extends Error {
  constructor(readonly word: string, message = word) {
    super(message);
  }
}
