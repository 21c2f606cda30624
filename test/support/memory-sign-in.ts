import { randomUUID } from "node:crypto";
import type { MemoryPool } from "./memory-pool";
import { spend } from "./memory-pool";
import { Refused, type Account } from "./pool-world";
import { token } from "../functions/shared/tokens";

/** What proves who somebody is. */
export type Proof =
  /** By SRP, or in clear where a client hands passwords over. */
  | { readonly by: "password"; readonly password: string; readonly inClear?: true; readonly second?: () => string }
  | { readonly by: "EMAIL_OTP" | "SMS_OTP"; readonly code: () => string }
  | { readonly by: "WEB_AUTHN" }
  /** By the functions of the platform: an answer for each challenge. */
  | { readonly by: "challenge"; readonly password?: string; readonly answers: readonly (() => string)[] };

export interface Tokens {
  readonly id: string;
  readonly access: string;
  readonly refresh: string;
}

/**
 * Wrong passwords in a row after which nothing is looked at for a second, then for twice as long each time, up to a quarter of an hour.
 * Source: Amazon Cognito Developer Guide, "Things to know about authentication with user pools", lockout behavior for failed sign-in attempts.
 */
const lockout = { after: 5, firstSeconds: 1, mostSeconds: 900 } as const;

/** What a second factor of the authenticator app shows: the tests know no clock of it. */
export const totp = "314159";

/** Sign-ins by one application at a place's pool. Each place counts wrong passwords by itself. */
export class MemorySignIns {
  readonly #wrong = new Map<string, { count: number; until: number }>();

  constructor(private readonly pool: MemoryPool, private readonly app: string) {}

  async signIn(name: string, proof: Proof): Promise<Tokens> {
    this.pool.insistOnRegion();
    this.insistOnFlow(proof);
    const account = this.pool.people.of(name) ?? await this.migrated(name, proof);
    if (account === undefined) throw new Refused("NotAuthorizedException");
    if (account.status === "UNCONFIRMED") throw new Refused("UserNotConfirmedException");
    await this.pool.ask("preAuthentication", "PreAuthentication_Authentication", { userName: account.username, request: { userAttributes: account.attributes, userNotFound: false } });
    await this.prove(account, proof);
    return this.letIn(account, "TokenGeneration_Authentication");
  }

  /** After a provider has vouched: without a proof of the pool's own. */
  async comeBack(account: Account): Promise<Tokens> {
    this.pool.insistOnRegion();
    return this.letIn(account, "TokenGeneration_HostedAuth");
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    this.pool.insistOnRegion();
    const session = this.pool.people.sessions.get(refreshToken);
    if (session === undefined || session.clientId !== this.pool.clientOf(this.app).id) throw new Refused("NotAuthorizedException");
    return this.tokensFor(session.account, { source: "TokenGeneration_RefreshTokens", refresh: refreshToken });
  }

  private insistOnFlow(proof: Proof): void {
    const { flows } = this.pool.clientOf(this.app);
    const flow = proof.by === "challenge" ? "ALLOW_CUSTOM_AUTH" : proof.by !== "password" ? "ALLOW_USER_AUTH" : proof.inClear === true ? "ALLOW_USER_PASSWORD_AUTH" : "ALLOW_USER_SRP_AUTH";
    const { allowedFirstAuthFactors } = this.pool.facts.settings.policies.signInPolicy;
    if (!flows.includes(flow) || (flow === "ALLOW_USER_AUTH" && !allowedFirstAuthFactors.includes(proof.by))) throw new Refused("InvalidParameterException");
  }

  private async migrated(name: string, proof: Proof): Promise<Account | undefined> {
    if (proof.by !== "password" || proof.inClear !== true || this.pool.facts.isReplica) return undefined;
    const answer = await this.pool.ask("userMigration", "UserMigration_Authentication", { userName: name, request: { password: proof.password } });
    const attributes = answer?.["userAttributes"] as Record<string, string> | undefined;
    return attributes === undefined ? undefined : this.pool.people.add(attributes, { password: proof.password, status: "CONFIRMED" });
  }

  private async prove(account: Account, proof: Proof): Promise<void> {
    switch (proof.by) {
      case "password": return this.provePassword(account, proof);
      case "WEB_AUTHN": if (account.passkey !== true) throw new Refused("NotAuthorizedException"); return;
      case "challenge": return this.proveChallenge(account, proof);
      default:
        await this.pool.sendCode(account, "CustomMessage_Authentication");
        spend(account, proof.code());
    }
  }

  private async provePassword(account: Account, { password, second }: Extract<Proof, { by: "password" }>): Promise<void> {
    this.check(account, password);
    const { mfaConfiguration, enabledMfas } = this.pool.facts.settings;
    const { mfa } = account;
    if (mfa === undefined) {
      if (mfaConfiguration === "ON") throw new Refused("MFA_SETUP");
      return;
    }
    if (!enabledMfas.includes(mfa) || (this.pool.facts.isReplica && mfa === "SOFTWARE_TOKEN_MFA")) throw new Refused("OperationNotSupportedInReplica");
    if (mfa === "SOFTWARE_TOKEN_MFA") {
      if (second?.() !== totp) throw new Refused("CodeMismatchException");
      return;
    }
    await this.pool.sendCode(account, "CustomMessage_Authentication", mfa === "SMS_MFA" ? "smsMessage" : "emailMessage");
    spend(account, second?.() ?? "");
  }

  private check({ username, password }: Account, given: string): void {
    const now = this.pool.people.clock.at.getTime();
    const wrong = this.#wrong.get(username) ?? { count: 0, until: 0 };
    if (now < wrong.until) throw new Refused("NotAuthorizedException", "Password attempts exceeded");
    if (password !== undefined && password === given) {
      this.#wrong.delete(username);
      return;
    }
    const count = wrong.count + 1;
    const seconds = count < lockout.after ? 0 : Math.min(lockout.firstSeconds * 2 ** (count - lockout.after), lockout.mostSeconds);
    this.#wrong.set(username, { count, until: now + seconds * 1000 });
    throw new Refused("NotAuthorizedException", "Incorrect username or password.");
  }

  /** Cognito keeps the session, proves the password where it is asked to, and shows nobody the private half of a challenge. */
  private async proveChallenge(account: Account, { password, answers }: Extract<Proof, { by: "challenge" }>): Promise<void> {
    const who = { userAttributes: account.attributes, userNotFound: false };
    const session: object[] = password === undefined ? [] : [{ challengeName: "SRP_A", challengeResult: true }];
    const given = [...answers];
    for (;;) {
      const next = await this.pool.ask("defineAuthChallenge", "DefineAuthChallenge_Authentication", { userName: account.username, request: { ...who, session }, response: { issueTokens: false, failAuthentication: false } });
      if (next === undefined || next["failAuthentication"] === true) throw new Refused("NotAuthorizedException");
      if (next["issueTokens"] === true) return;
      if (next["challengeName"] === "PASSWORD_VERIFIER") {
        this.check(account, password ?? "");
        session.push({ challengeName: "PASSWORD_VERIFIER", challengeResult: true });
        continue;
      }
      const made = await this.pool.ask("createAuthChallenge", "CreateAuthChallenge_Authentication", { userName: account.username, request: { ...who, session, challengeName: "CUSTOM_CHALLENGE" } });
      const answer = given.shift();
      if (answer === undefined) throw new Refused("CUSTOM_CHALLENGE");
      const said = await this.pool.ask("verifyAuthChallengeResponse", "VerifyAuthChallengeResponse_Authentication", { userName: account.username, request: { ...who, privateChallengeParameters: made?.["privateChallengeParameters"], challengeAnswer: answer() }, response: { answerCorrect: false } });
      session.push({ challengeName: "CUSTOM_CHALLENGE", challengeResult: said?.["answerCorrect"] === true, challengeMetadata: made?.["challengeMetadata"] });
    }
  }

  private async letIn(account: Account, source: string): Promise<Tokens> {
    await this.pool.ask("postAuthentication", "PostAuthentication_Authentication", { userName: account.username, request: { userAttributes: account.attributes, newDeviceUsed: false } });
    const refresh = randomUUID();
    const tokens = await this.tokensFor(account, { source, refresh });
    this.pool.people.sessions.set(refresh, { account, clientId: this.pool.clientOf(this.app).id });
    return tokens;
  }

  private async tokensFor({ username, attributes, groups }: Account, { source, refresh }: { readonly source: string; readonly refresh: string }): Promise<Tokens> {
    const { people, facts: { region, userPoolId, place } } = this.pool;
    const before = [...groups];
    const answer = await this.pool.ask("preTokenGeneration", source, { userName: username, request: { userAttributes: attributes, groupConfiguration: { groupsToOverride: before }, scopes: [] } });
    const details = answer?.["claimsAndScopeOverrideDetails"] as Readonly<Record<string, { readonly claimsToAddOrOverride?: object; readonly groupsToOverride?: readonly string[] }>> | undefined;
    const seconds = Math.floor(people.clock.at.getTime() / 1000);
    const common = {
      sub: attributes["sub"], iss: `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`, iat: seconds, exp: seconds + 3600, "cognito:groups": details?.["groupOverrideDetails"]?.groupsToOverride ?? before,
    };
    const client = this.pool.clientOf(this.app).id;
    const signer = people.signers[place];
    if (signer === undefined) throw new Error(`${place} signs nothing`);
    return {
      id: token({ ...common, aud: client, token_use: "id", "cognito:username": username, email: attributes["email"], ...details?.["idTokenGeneration"]?.claimsToAddOrOverride }, signer),
      access: token({ ...common, client_id: client, token_use: "access", username, scope: "openid", ...details?.["accessTokenGeneration"]?.claimsToAddOrOverride }, signer),
      refresh,
    };
  }
}
