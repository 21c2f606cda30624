import { allow, type Statement } from "../components/core/iam";
import { arnOf } from "../components/core/place";
import { type Duties } from "../components/identity/trigger-calls";
import { type TriggerKey } from "../components/identity/triggers";
import { readSecret } from "../components/secrets";
import { useItems, type TableEnd } from "../components/tables";
import { type FunctionSite, type FunctionSpec } from "./functions";
import { type IdentityTables } from "./identity-tables";
import { type MessagingTables } from "./messaging-tables";
import { stackPrefix } from "./providers";
import { type Settings } from "./settings";
import { type Shared } from "./shared";

/** What the functions around sign-in share with the other place. */
export interface IdentityData {
  readonly tables: Pick<IdentityTables, "attempts" | "blocks"> & Pick<MessagingTables, "devices">;
  readonly secrets: Shared["secrets"];
}

/** A function as far as it differs from its neighbours: all of them answer somebody who waits. */
type Part = Pick<FunctionSpec, "code" | "description" | "environment" | "grants"> & { readonly refusesByError?: true };
type Parts = Readonly<Partial<Record<TriggerKey, Part>>>;

/** What each of them stands on, in one place. */
interface Ground {
  readonly site: FunctionSite;
  readonly attempts: TableEnd;
  readonly blocks: TableEnd;
  readonly devices: TableEnd;
  readonly secrets: Shared["secrets"];
}

/** As long as Cognito waits. Source: Amazon Cognito Developer Guide, "Customizing user pool workflows with Lambda triggers", things to know. */
const waitSeconds = 5;

/** A start takes part of those seconds, and processor time grows with memory. */
const memoryMiB = 512;

/** The functions of a place, by the moment at which they are asked; what there is nothing to decide at is left out. */
export function functionSpecsOf(site: FunctionSite, { tables, secrets }: IdentityData): Readonly<Partial<Record<TriggerKey, FunctionSpec>>> {
  const { place } = site.region;
  const ground = { site, attempts: tables.attempts.endIn(place), blocks: tables.blocks.endIn(place), devices: tables.devices.endIn(place), secrets };
  const parts: Parts = { ...signUpParts(ground), ...signInParts(ground), ...challengeParts(ground), ...messageParts(ground), ...migrationParts(ground) };
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, { ...part, timeoutSeconds: waitSeconds, memoryMiB, failedEvents: "none" }]));
}

/** What functions do in the pool. Where nobody joins anything, nothing. */
export function dutiesOf({ triggers: { signUp } }: Settings): Duties {
  const joins = ["cognito-idp:AdminAddUserToGroup"] as const;
  return signUp.groups.length === 0 ? {} : { postConfirmation: joins, preTokenGeneration: joins };
}

function signUpParts({ site: { settings: { triggers: { signUp } } }, attempts }: Ground): Parts {
  return {
    preSignUp: {
      code: "identity-sign-up", description: "Says who may sign up.", refusesByError: true, grants: [],
      environment: { EMAIL_DOMAINS: signUp.emailDomains.length === 0 ? "*" : [...signUp.emailDomains].sort().join(","), ...confirmationOf(signUp) },
    },
    ...(signUp.groups.length > 0 && {
      postConfirmation: {
        code: "identity-confirmed", description: "Puts whoever signed up into the groups of all.", grants: useItems(attempts, ["dynamodb:UpdateItem"]),
        environment: { ATTEMPTS_TABLE: attempts.tableName, ...everybodyIn(signUp) },
      },
    }),
  };
}

/** Groups of all, in the words of functions. */
function everybodyIn({ groups }: Settings["triggers"]["signUp"]): Readonly<Record<string, string>> {
  return groups.length === 0 ? {} : { GROUPS: [...groups].sort().join(",") };
}

/** Who is let in at once, in the words of the function. */
function confirmationOf({ autoConfirm }: Settings["triggers"]["signUp"]): Readonly<Record<string, string>> {
  if (autoConfirm === "off") return {};
  return autoConfirm.by === "domain" ? { CONFIRMED_DOMAINS: [...autoConfirm.domains].sort().join(",") }
    : { INVITATION_KEY: autoConfirm.publicKey, INVITATION_AUDIENCE: stackPrefix() };
}

function signInParts({ site: { region: { place }, settings }, attempts, blocks, devices }: Ground): Parts {
  const { signUp } = settings.triggers;
  const look = useItems(blocks, ["dynamodb:GetItem"]);
  const mail = mailOf(settings);
  return {
    preAuthentication: {
      code: "identity-admission", description: "Keeps blocked users out.", refusesByError: true, grants: look, environment: { BLOCKS_TABLE: blocks.tableName },
    },
    postAuthentication: {
      code: "identity-signed-in", description: "Notes a sign-in and where its owner gets letters, and tells of a new device.",
      environment: { PLACE: place.key, ATTEMPTS_TABLE: attempts.tableName, DEVICES_TABLE: devices.tableName, ...voiceOf(settings), ...mail?.environment },
      grants: [
        ...useItems(attempts, ["dynamodb:UpdateItem"]), ...useItems(devices, ["dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:UpdateItem"], "address"),
        ...(mail === undefined ? [] : [mail.grantIn(place)]),
      ],
    },
    preTokenGeneration: {
      code: "identity-claims", description: "Puts the claims of a user's groups into their tokens, and who has none into the groups of all.", refusesByError: true,
      environment: { ATTEMPTS_TABLE: attempts.tableName, BLOCKS_TABLE: blocks.tableName, GROUP_CLAIMS: JSON.stringify(rankedClaims(settings)), ...everybodyIn(signUp) },
      grants: [...look, ...(signUp.groups.length === 0 ? [] : useItems(attempts, ["dynamodb:GetItem", "dynamodb:UpdateItem"]))],
    },
  };
}

function challengeParts({ site: { region: { place }, settings }, attempts, secrets }: Ground): Parts {
  const { challenge } = settings.triggers;
  const mail = mailOf(settings);
  if (challenge === "off" || mail === undefined) return {};
  const captcha = challenge.captcha === "off" ? undefined : challenge.captcha;
  const secret = captcha === undefined ? undefined : secrets[captcha.secret]?.endIn(place);
  const rules = { CHALLENGE_FIRST: challenge.first, CHALLENGE_ANSWERS: String(challenge.answers), ...(captcha !== undefined && { CAPTCHA_SITE_KEY: captcha.siteKey }) };
  const here = { PLACE: place.key, ATTEMPTS_TABLE: attempts.tableName };
  const count = useItems(attempts, ["dynamodb:UpdateItem"]);
  return {
    defineAuthChallenge: { code: "identity-challenge-define", description: "Says what a sign-in by a code asks for next.", grants: [], environment: rules },
    createAuthChallenge: {
      code: "identity-challenge-create", description: "Sends a code to sign in with.", grants: [...count, mail.grantIn(place)],
      environment: { ...rules, ...here, ...voiceOf(settings), ...mail.environment, CODE_SECONDS: String(challenge.codeMinutes * 60), CODES_PER_HOUR: String(challenge.codesPerHour) },
    },
    verifyAuthChallengeResponse: {
      code: "identity-challenge-verify", description: "Says whether a code is right.", grants: [...count, ...(secret === undefined ? [] : readSecret(secret))],
      environment: { ...here, ANSWERS_PER_HOUR: String(challenge.answersPerHour), ...(captcha !== undefined && secret !== undefined && { CAPTCHA_URL: captcha.url, CAPTCHA_SECRET: secret.secretName }) },
    },
  };
}

/** Cognito takes words for texts, and for mail that it does not sign itself. */
function messageParts({ site: { settings } }: Ground): Parts {
  const { email, sms } = settings.identity;
  if (email.sender === "cognito" && sms === "off") return {};
  return {
    customMessage: {
      code: "identity-messages", description: "Words what the pool sends, in the user's language.", grants: [],
      environment: { ...voiceOf(settings), MAIL: email.sender === "ses" ? "yes" : "no" },
    },
  };
}

function migrationParts({ site: { region: { place }, settings: { triggers: { migration } } }, secrets }: Ground): Parts {
  const secret = migration === "off" ? undefined : secrets[migration.secret]?.endIn(place);
  if (migration === "off" || secret === undefined) return {};
  return {
    userMigration: {
      code: "identity-migration", description: "Takes users over from the system of before.", grants: readSecret(secret),
      environment: { MIGRATION_URL: migration.url, MIGRATION_SECRET: secret.secretName },
    },
  };
}

function voiceOf({ triggers: { messages } }: Settings): Readonly<Record<string, string>> {
  return { PRODUCT: messages.product, LANGUAGE: messages.language };
}

/** The way to mailboxes: by the identity that the pool signs with as well. Nothing where AWS signs. */
function mailOf({ identity: { email }, domain: { zone }, messaging }: Settings): { readonly environment: Readonly<Record<string, string>>; grantIn(place: FunctionSite["region"]["place"]): Statement } | undefined {
  if (email.sender === "cognito") return undefined;
  return {
    environment: { MAIL_FROM: email.from },
    grantIn: (place) => allow({
      sid: "SendMail", actions: ["ses:SendEmail"],
      resources: [
        arnOf(place, "ses", `identity/${email.identity}`),
        // The platform's own domain has rules by default, and who sends by them needs a grant on them, too.
        ...(email.identity === zone && messaging.email !== "none" ? [arnOf(place, "ses", `configuration-set/${stackPrefix()}`)] : []),
      ],
    }),
  };
}

/** Claims by group, in the order in which groups win. */
function rankedClaims({ identity: { groups }, triggers: { claims } }: Settings): readonly object[] {
  return Object.entries(claims).sort(([a], [b]) => (groups[a]?.precedence ?? 0) - (groups[b]?.precedence ?? 0) || a.localeCompare(b))
    .map(([group, named]) => ({ group, claims: named }));
}
