import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

/** A key that everybody knows. Source: RFC 7515, appendix A.3.1. */
const example = {
  kty: "EC", crv: "P-256", x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
};

/** Whoever invites, always the same: what a program makes of settings with the public half is recorded once. */
export const inviter = () => invitingBy(createPrivateKey({ key: example, format: "jwk" }));

/** Somebody else who invites, of any curve. */
export const otherInviter = (namedCurve = "P-256") => invitingBy(generateKeyPairSync("ec", { namedCurve }).privateKey);

/** The half that stays with whoever invites, and the half that settings have. */
function invitingBy(privateKey: KeyObject) {
  const publicKey = createPublicKey(privateKey);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    invite: (claims: object, head: object = { alg: "ES256", typ: "JWT" }): string => {
      const text = `${part(head)}.${part(claims)}`;
      return `${text}.${sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
    },
  };
}
