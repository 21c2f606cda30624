import * as pulumi from "@pulumi/pulumi";
import { Certificate, ValidatedCertificate, type ValidationRecords } from "../components/certificate";
import { type Failover } from "../components/failover";
import { Login, LoginName, type LoginAddress } from "../components/identity";
import { type Global } from "./global";
import { loginNameOf, ownLoginName } from "./identity-shape";
import { type IdentityParts } from "./identity";
import { type Region } from "./region";
import { type Settings } from "./settings";

/** Certificate of the sign-in pages, requested and not yet issued; none where they have a name of AWS's. CloudFront takes it in us-east-1 alone. */
export function requestLoginCertificate(global: Global, settings: Settings): Certificate | undefined {
  const domain = ownLoginName(settings);
  return domain === undefined ? undefined : new Certificate("global-login", { domain, alternatives: [] }, global.inside);
}

/** What the sign-in pages stand on. */
export interface LoginGround {
  readonly global: Global;
  /** The certificate of {@link requestLoginCertificate}, and the records that prove it. */
  readonly certificate: Certificate | undefined;
  readonly records: ValidationRecords;
  readonly identity: IdentityParts;
  /** Its names have to be there first: AWS looks for the address of the name above. */
  readonly failover: Failover;
}

/**
 * Opens the sign-in pages: in the place where the pool was born while that is active, in the other while it is not. The check that moves every
 * public name moves them, too, so no failover has a step for it.
 */
export function openLogin([birth, other]: readonly [Region, Region], ground: LoginGround, settings: Settings): Login {
  const { global, identity, failover } = ground;
  const { branding, plan, replication } = settings.identity;
  const healthCheckId = failover.checkIds[birth.place.key];
  const own = ownLoginName(settings);
  const login = new Login(`${birth.place.key}-identity-login`, {
    userPoolId: identity.pool.userPoolId,
    address: addressOf(ground, settings),
    ...(plan !== "lite" && { branding: branding === "standard" ? { kind: "standard" } : { kind: "designed", settings: branding } }),
    clientIds: { web: identity.clientIds.web, ios: identity.clientIds.ios, android: identity.clientIds.android },
    ...(replication === "native" && healthCheckId !== undefined && { failover: { healthCheckId, region: other.place.region } }),
    after: [...identity.pool.replica, ...(own === undefined ? [] : [failover])],
  }, birth.inside);
  if (own !== undefined) new LoginName("global-login-name", { zoneId: global.zone.zoneId, fqdn: own, target: login.target }, global.inside);
  return login;
}

function addressOf({ global, certificate, records }: LoginGround, settings: Settings): LoginAddress {
  const { login } = settings.identity;
  if (login.kind === "prefix") return { kind: "prefix", prefix: login.prefix };
  if (certificate === undefined) throw new pulumi.RunError("sign-in pages with a name of the platform's have no certificate: request one first");
  const { arn } = new ValidatedCertificate("global-login", { certificate, records }, global.inside);
  return { kind: "custom", domain: loginNameOf(settings), certificateArn: arn };
}
