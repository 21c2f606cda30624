import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { Client, type ClientConfig } from "pg";
import type { Database, Login, Refusal, Session } from "./ports";

/** Where the writer of this place is. */
export interface Server {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/**
 * The certificates of Amazon, those of RDS among them, as AWS puts them into the runtime and keeps them up to date.
 * Source: Lambda Developer Guide, "Building Lambda functions with Node.js", CA certificate loading.
 */
const runtimeCertificates = "/var/runtime/ca-cert.pem";

/** Milliseconds until a connection, or a statement, is given up. */
const patience = { connectionTimeoutMillis: 10_000, statement_timeout: 20_000, query_timeout: 25_000 } as const;

/**
 * Amazon's roots among those that Node knows: a proxy shows a certificate of ACM, which is none of RDS.
 * Source: Amazon Aurora User Guide, "RDS Proxy security", Using TLS/SSL with RDS Proxy.
 */
export function amazonRoots(): readonly string[] {
  return rootCertificates.filter((pem) => new X509Certificate(pem).subject.includes("O=Amazon\n"));
}

/** PostgreSQL, as the driver speaks it: encrypted, with a certificate of Amazon for exactly this host, or not at all. */
export function postgres(server: Server, certificates: string = runtimeCertificates): Database {
  return {
    async connect(login) {
      const client = new Client(connectionTo(server, login, [readFileSync(certificates, "utf8"), ...amazonRoots()]));
      // A connection that breaks between two statements is told by the next one.
      client.on("error", () => undefined);
      try {
        await client.connect();
      } catch (error) {
        await client.end().catch(() => undefined);
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return refusal;
      }
      return sessionOf(client);
    },
  };
}

/** What the driver is told. A host name that the certificate does not carry is refused by TLS itself. */
export function connectionTo({ host, port, database }: Server, { username, password }: Login, ca: readonly string[]): ClientConfig {
  return { host, port, database, user: username, password, ssl: { ca: [...ca], rejectUnauthorized: true, minVersion: "TLSv1.2" }, application_name: "understudy", ...patience };
}

/** Source: PostgreSQL documentation, "PostgreSQL Error Codes", class 28; Node.js documentation, "DNS", error codes. */
export function refusalOf(error: unknown): Refusal | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "28P01") return "wrong password";
  return code === "ENOTFOUND" ? "no writer" : undefined;
}

function sessionOf(client: Client): Session {
  return {
    async query(text, values = []) {
      const { rows } = await client.query<Record<string, unknown>>(text, [...values]);
      return rows;
    },
    end: () => client.end(),
  };
}
