import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import { JwtBaseError } from "aws-jwt-verify/error";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { callerOf, type Caller } from "./caller";
import { KeyRing, type KeyRingArgs } from "./key-ring";
import type { VerifierPorts } from "./ports";

export interface VerifierArgs extends KeyRingArgs {
  /** Applications whose tokens count. */
  readonly clientIds: readonly string[];
}

/** Says who a token speaks for; nothing where it speaks for nobody. Rejects where that cannot be said at all. */
export type Verify = (token: string) => Promise<Caller | undefined>;

/** Verifies tokens of one user pool under each of its names: signature, life time, issuer, kind and application. */
export function verifierOf(args: VerifierArgs, ports: VerifierPorts): Verify {
  const check = ({ payload }: { readonly payload: JwtPayload }): void => validateCognitoJwtFields(payload, { tokenUse: null, clientId: [...args.clientIds] });
  const verifier = JwtVerifier.create(
    args.issuers.map((issuer) => ({ issuer, audience: null, jwksUri: `${issuer}/.well-known/jwks.json`, customJwtCheck: check })),
    { jwksCache: new KeyRing(args, ports) },
  );
  return async (token) => {
    try {
      return callerOf(await verifier.verify(token));
    } catch (error) {
      if (error instanceof JwtBaseError) return undefined;
      throw error;
    }
  };
}
