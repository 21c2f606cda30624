import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseMaster } from "../../../functions/shared/master";
import { amazonRoots, connectionTo, postgres, refusalOf } from "../../../functions/shared/postgres";
import { serverFrom } from "../../../functions/shared/server";

const withCode = (code: string): Error => Object.assign(new Error("failed"), { code });

describe("the secret of the master user", () => {
  it("is read whole, and an error about it quotes nothing of it", () => {
    assert.deepEqual(parseMaster('{"engine":"postgres","username":"master","password":"hush"}'), { engine: "postgres", username: "master", password: "hush" });
    for (const text of ['{"password":"hush"}', '{"username":"","password":"hush"}', '{"username":"master","password":7}']) {
      assert.throws(() => parseMaster(text), { message: "the secret has no username and password: want a JSON object with both" });
    }
    for (const text of ["hush", '"hush"', '["hush"]', "null", ""]) {
      assert.throws(() => parseMaster(text), { message: "the secret is no JSON object: want one with a username and a password" });
    }
  });
});

describe("the place of the database", () => {
  it("comes from the environment, and is refused with everything that is missing", () => {
    const environment = { DATABASE_HOST: "writer.example", DATABASE_NAME: "app", DATABASE_PORT: "5432" };
    assert.deepEqual(serverFrom(environment), { host: "writer.example", port: 5432, database: "app" });
    assert.throws(() => serverFrom({ DATABASE_NAME: "" }), { message: "the environment has no DATABASE_HOST, DATABASE_NAME, DATABASE_PORT: want a value for each" });
    for (const port of ["0", "65536", "port", "1.5"]) {
      assert.throws(() => serverFrom({ ...environment, DATABASE_PORT: port }), { message: `DATABASE_PORT is ${port}: want a whole number from 1 to 65535` });
    }
  });
});

describe("a connection to PostgreSQL", () => {
  it("trusts the given certificates alone, for the given host, and waits for nothing without end", () => {
    assert.deepEqual(connectionTo({ host: "writer.example", port: 5432, database: "app" }, { username: "master", password: "hush" }, ["PEM", "ROOT"]), {
      host: "writer.example", port: 5432, database: "app", user: "master", password: "hush",
      ssl: { ca: ["PEM", "ROOT"], rejectUnauthorized: true, minVersion: "TLSv1.2" },
      application_name: "understudy", connectionTimeoutMillis: 10_000, statement_timeout: 20_000, query_timeout: 25_000,
    });
  });

  it("knows Amazon's own roots, by which a proxy is known, and nobody else's", () => {
    assert.deepEqual(amazonRoots().map((pem) => new X509Certificate(pem).subject.split("\n").at(-1)).sort(),
      ["CN=Amazon Root CA 1", "CN=Amazon Root CA 2", "CN=Amazon Root CA 3", "CN=Amazon Root CA 4"]);
  });

  it("knows a wrong password and a name that leads nowhere from every other failure", () => {
    assert.deepEqual([withCode("28P01"), withCode("ENOTFOUND"), withCode("ETIMEDOUT"), new Error("plain"), "28P01"].map(refusalOf),
      ["wrong password", "no writer", undefined, undefined, undefined]);
  });

  it("is not made at all with a server that speaks no TLS, and tells it no password", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "certificates-"));
    const certificates = path.join(folder, "ca.pem");
    writeFileSync(certificates, "");
    const heard: Buffer[] = [];
    const server = createServer((socket) => socket.on("data", (data) => (heard.push(data), socket.write("N"))));
    try {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      await assert.rejects(postgres({ host: "127.0.0.1", port, database: "app" }, certificates).connect({ username: "master", password: "hush" }),
        { message: "The server does not support SSL connections" });
      // The request for TLS: eight bytes, and nothing after it.
      assert.equal(Buffer.concat(heard).toString("hex"), "0000000804d2162f");
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
