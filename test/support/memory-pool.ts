import { randomInt } from "node:crypto";
import assert from "node:assert/strict";
import { type TriggerKey } from "../../components/identity/triggers";
import { call, type PlacePorts } from "./pool-functions";
import { type PoolFacts } from "./pool-facts";
import { Refused, type Account, type People } from "./pool-world";

/** What a function is asked. */
interface Question {
  readonly userName: string;
  readonly request: object;
  readonly response?: object;
}

/** What a replica says to what it does not do. */
const onlyInFirst = (): never => { throw new Refused("OperationNotSupportedInReplica"); };

/**
 * A user pool in memory, as one place of a stack's graph answers for it: the graph says what is allowed, which function is asked, and that it may
 * be; the function's own code decides. What Cognito does by itself is here.
 * Source: Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers", "Authentication flows", "Multi-Region replication".
 */
export class MemoryPool {
  constructor(readonly facts: PoolFacts, readonly people: People) {}

  get ports(): PlacePorts {
    return this.people.ports[this.facts.place] ?? assert.fail(this.facts.place);
  }

  /** Nothing answers in a region that is lost. */
  insistOnRegion(): void {
    if (this.people.lost.has(this.facts.place)) throw new Refused("NetworkError");
  }

  async signUp(email: string, password: string, clientMetadata?: Readonly<Record<string, string>>): Promise<void> {
    this.writes();
    const { adminCreateUserConfig, policies: { passwordPolicy } } = this.facts.settings;
    if (adminCreateUserConfig.allowAdminCreateUserOnly) throw new Refused("NotAuthorizedException");
    if (password.length < passwordPolicy.minimumLength) throw new Refused("InvalidPasswordException");
    if (this.people.of(email) !== undefined) throw new Refused("UsernameExistsException");
    const admitted = await this.ask("preSignUp", "PreSignUp_SignUp", { userName: email, request: { userAttributes: { email }, ...(clientMetadata !== undefined && { clientMetadata }) } });
    const account = this.people.add({ email, email_verified: String(admitted?.["autoVerifyEmail"] === true) }, { password, status: "UNCONFIRMED" });
    if (admitted?.["autoConfirmUser"] === true) await this.welcome(account);
    else await this.sendCode(account, "CustomMessage_SignUp");
  }

  async confirm(email: string, code: string): Promise<void> {
    this.writes();
    const account = this.known(email);
    spend(account, code);
    account.attributes["email_verified"] = "true";
    await this.welcome(account);
  }

  private async welcome(account: Account): Promise<void> {
    Object.assign(account, { status: "CONFIRMED" });
    await this.ask("postConfirmation", "PostConfirmation_ConfirmSignUp", { userName: account.username, request: { userAttributes: account.attributes } });
  }

  async forgot(email: string): Promise<void> {
    this.writes();
    await this.sendCode(this.known(email), "CustomMessage_ForgotPassword");
  }

  async reset(email: string, code: string, password: string): Promise<void> {
    this.writes();
    const account = this.known(email);
    spend(account, code);
    account.password = password;
    await this.ask("postConfirmation", "PostConfirmation_ConfirmForgotPassword", { userName: account.username, request: { userAttributes: account.attributes } });
  }

  /** Changes what a user is: address, factors, attributes. */
  change(email: string, to: Partial<Account>): void {
    this.writes();
    Object.assign(this.known(email), to);
  }

  /** Somebody comes back from a provider with its word for them. AWS has a group of its own for all who do. */
  async vouched(provider: string, attributes: Readonly<Record<string, string>>): Promise<Account> {
    this.insistOnRegion();
    if (!this.facts.providers.includes(provider) && !this.clientOf("web").providers.includes(provider)) throw new Refused("InvalidParameterException");
    const username = `${provider}_${attributes["sub"] ?? ""}`;
    const known = this.people.of(username);
    if (known !== undefined) return known;
    if (this.facts.isReplica) onlyInFirst();
    const { sub: _sub, ...mapped } = attributes;
    await this.ask("preSignUp", "PreSignUp_ExternalProvider", { userName: username, request: { userAttributes: mapped } });
    const account = this.people.add(mapped, { password: undefined, status: "EXTERNAL_PROVIDER" }, username);
    account.groups.push(`${this.facts.userPoolId}_${provider}`);
    await this.ask("postConfirmation", "PostConfirmation_ConfirmSignUp", { userName: username, request: { userAttributes: account.attributes } });
    return account;
  }

  clientOf(app: string): PoolFacts["clients"][string] {
    return this.facts.clients[app] ?? assert.fail(`no client ${app}`);
  }

  /** Asks the function of a moment, if there is one: its answer, or nothing. */
  async ask(key: TriggerKey, triggerSource: string, { userName, request, response = {} }: Question): Promise<Record<string, unknown> | undefined> {
    const named = this.facts.asks(key);
    if (named === undefined) return undefined;
    const { region, userPoolId } = this.facts;
    const event = {
      version: key === "preTokenGeneration" ? "2" : "1", triggerSource, region, userPoolId, userName, request, response,
      callerContext: { awsSdkVersion: "test", clientId: this.clientOf("web").id },
    };
    try {
      return (await call(named, this.ports, event)).response as Record<string, unknown>;
    } catch (error) {
      throw new Refused("UserLambdaValidationException", error instanceof Error ? error.message : String(error));
    }
  }

  /** A code by mail or text, in the function's words: Cognito puts the code where they say. Both arrive in the same box here. */
  async sendCode(account: Account, occasion: string, by: "emailMessage" | "smsMessage" = "emailMessage"): Promise<void> {
    account.code = String(randomInt(100_000, 1_000_000));
    const worded = await this.ask("customMessage", occasion, {
      userName: account.username, request: { userAttributes: account.attributes, codeParameter: "{####}", usernameParameter: null },
    });
    const [text, subject] = [textIn(worded, by) ?? "{####}", textIn(worded, "emailSubject") ?? ""];
    assert.equal(text.includes("{####}"), true, "a message without a place for the code");
    await this.ports.mail.send({ to: account.attributes["email"] ?? "", subject, text: text.replaceAll("{####}", account.code), html: "" });
  }

  private writes(): void {
    this.insistOnRegion();
    if (this.facts.isReplica) onlyInFirst();
  }

  private known(email: string): Account {
    return this.people.of(email) ?? assert.fail(email);
  }
}

function textIn(answer: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = answer?.[name];
  return typeof value === "string" ? value : undefined;
}

/** A code is good once. */
export function spend(account: Account, code: string): void {
  if (account.code === undefined || account.code !== code) throw new Refused("CodeMismatchException");
  delete account.code;
}
