import assert from "node:assert/strict";
import { admitSignIn } from "../../functions/identity-admission/admit";
import { createChallenge } from "../../functions/identity-challenge-create/create";
import { defineChallenge } from "../../functions/identity-challenge-define/define";
import { verifyChallenge } from "../../functions/identity-challenge-verify/verify";
import { addClaims } from "../../functions/identity-claims/claims";
import { rulesFrom as rulesOfClaims } from "../../functions/identity-claims/rules";
import { welcome } from "../../functions/identity-confirmed/welcome";
import { composeMessage } from "../../functions/identity-messages/compose";
import { migrateUser } from "../../functions/identity-migration/migrate";
import type { OldUsers } from "../../functions/identity-migration/ports";
import { admitSignUp } from "../../functions/identity-sign-up/admit";
import { rulesFrom as rulesOfSignUp } from "../../functions/identity-sign-up/rules";
import { noteSignIn } from "../../functions/identity-signed-in/note";
import { rulesFrom } from "../../functions/shared/challenge-rules";
import { voiceFrom } from "../../functions/shared/messages/message";
import { FakeBlocks, FakeLog, FakeMail, FakeSignIns, FakeTries, type FakeJoined } from "../functions/shared/people";
import type { DeployedFunction } from "./deployed";

/** What the functions of one place stand on, in memory. */
export class PlacePorts {
  readonly mail = new FakeMail();
  readonly tries = new FakeTries();
  readonly signIns = new FakeSignIns();
  readonly log = new FakeLog();
  /** Where letters reach people, as they signed in. */
  readonly reached: string[] = [];
  readonly letterboxes = { keep: (userId: string): Promise<void> => { this.reached.push(userId); return Promise.resolve(); } };

  constructor(readonly region: string, readonly shared: { readonly blocked: string[]; readonly joined: FakeJoined; readonly old: OldUsers; readonly clock: { at: Date }; join(username: string, group: string, region: string): Promise<void> }) {}

  /** What joining a group takes: the pool's own word, and the table that both places see. */
  get joining() {
    const { log, region, shared } = this;
    return { log, region, joined: shared.joined, groups: { add: (_: string, username: string, group: string) => shared.join(username, group, region) } };
  }

  get rest() {
    return { log: this.log, now: () => this.shared.clock.at, blocks: new FakeBlocks(this.shared.blocked) };
  }
}

type Handler = (event: never) => unknown;

/** Each function's code over ports in memory, with the environment that the graph gives it. */
const makers: Readonly<Record<string, (env: DeployedFunction["environment"], ports: PlacePorts) => Handler>> = {
  "identity-sign-up": (env, { rest: { now } }) => admitSignUp(rulesOfSignUp(env, now)),
  "identity-confirmed": ({ GROUPS: groups = "" }, { joining }) => welcome({ groups: groups.split(",") }, joining),
  "identity-admission": (_, { rest }) => admitSignIn(rest),
  "identity-signed-in": (env, { rest, signIns, mail, letterboxes }) => noteSignIn(voiceFrom(env), { ...rest, signIns, mail, letterboxes }),
  "identity-claims": (env, { rest, joining }) => addClaims(rulesOfClaims(env), { ...rest, ...joining }),
  "identity-challenge-define": (env) => defineChallenge(rulesFrom(env)),
  "identity-challenge-create": (env, { rest, mail, tries }) => createChallenge({
    ...rulesFrom(env), voice: voiceFrom(env), codeSeconds: Number(env["CODE_SECONDS"]), codesPerHour: Number(env["CODES_PER_HOUR"]),
  }, { ...rest, mail, tries }),
  "identity-challenge-verify": ({ ANSWERS_PER_HOUR: answers }, { rest, tries }) => verifyChallenge({ answersPerHour: Number(answers) }, { ...rest, tries }),
  "identity-messages": (env) => composeMessage({ voice: voiceFrom(env), mail: env["MAIL"] === "yes" }),
  "identity-migration": (_, { shared }) => migrateUser(shared.old),
};

/** Calls a function of the graph over ports in memory. */
export async function call<T extends object>({ code, environment }: DeployedFunction, ports: PlacePorts, event: T): Promise<T> {
  const make = makers[code] ?? assert.fail(`nobody asks ${code}`);
  return await make(environment, ports)(event as never) as T;
}
