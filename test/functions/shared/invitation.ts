import { generateKeyPairSync, sign } from "node:crypto";

/** Whoever invites: the half that stays with them, and the half that settings have. */
export function inviter(namedCurve = "P-256") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return {
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    invite: (claims: object, head: object = { alg: "ES256", typ: "JWT" }): string => {
      const text = `${part(head)}.${part(claims)}`;
      return `${text}.${sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
    },
  };
}
