import type { Blocks } from "../../../functions/shared/blocks";
import type { Letter, Mail } from "../../../functions/shared/mail";
import type { Joined } from "../../../functions/shared/memberships";
import type { Countable, LastSignIns, Tries } from "../../../functions/shared/sign-ins";
import type { Log } from "../../../functions/shared/trigger";

/** A mailbox in memory. */
export class FakeMail implements Mail {
  readonly letters: Letter[] = [];

  send(letter: Letter): Promise<void> {
    this.letters.push(letter);
    return Promise.resolve();
  }

  /** The code in the last letter. */
  get code(): string {
    return /\b\d{6}\b/.exec(this.letters.at(-1)?.text ?? "")?.[0] ?? "";
  }
}

/** Counts in memory. */
export class FakeTries implements Tries {
  readonly counts = new Map<string, number>();

  count(userId: string, what: Countable, at: Date): Promise<number> {
    const key = `${userId} ${what} ${at.toISOString().slice(0, 13)}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return Promise.resolve(count);
  }
}

export class FakeSignIns implements LastSignIns {
  readonly noted: [string, string][] = [];

  note(userId: string, at: Date): Promise<void> {
    this.noted.push([userId, at.toISOString()]);
    return Promise.resolve();
  }
}

/** Who was put into what, in memory. */
export class FakeJoined implements Joined {
  readonly groups = new Map<string, readonly string[]>();

  of(userId: string): Promise<readonly string[]> {
    return Promise.resolve(this.groups.get(userId) ?? []);
  }

  note(userId: string, groups: readonly string[]): Promise<void> {
    this.groups.set(userId, [...new Set([...this.groups.get(userId) ?? [], ...groups])]);
    return Promise.resolve();
  }

  forget(userId: string): Promise<void> {
    this.groups.delete(userId);
    return Promise.resolve();
  }
}

export class FakeBlocks implements Blocks {
  constructor(readonly blocked: readonly string[] = []) {}

  isBlocked(userId: string): Promise<boolean> {
    return Promise.resolve(this.blocked.includes(userId));
  }
}

/** What was written down, by level. */
export class FakeLog implements Log {
  readonly lines: [string, string][] = [];

  info(message: string): void {
    this.lines.push(["info", message]);
  }

  error(message: string): void {
    this.lines.push(["error", message]);
  }
}

/** Ada, as Cognito tells of her. */
export const ada = { sub: "5a1f0c1e-0000-4000-8000-000000000001", email: "ada@example.com", email_verified: "true", locale: "en" } as const;

/** What all events of Cognito have. */
export function about<T extends string>(triggerSource: T, version = "1") {
  return {
    version, triggerSource, region: "us-east-2", userPoolId: "us-east-2_AbCdEfGhI", userName: ada.sub,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "web" },
  } as const;
}
