import assert from "node:assert/strict";
import { changePassword, verifierOf } from "../../../functions/database-rotate/verifier";

describe("the verifier of a password", () => {
  it("is what PostgreSQL itself would keep", () => {
    // PostgreSQL 18.6 made this one: `SET password_encryption = 'scram-sha-256'; ALTER ROLE r PASSWORD 'pencil'`.
    const kept = "SCRAM-SHA-256$4096:UJ5YsKOLyx0eZ50vzVGRdg==$ygCoQfHkX5beMJqVXcBC2jzT6fA5zlbJ6BIXDQFDEFI=:YjdEsw7zHw1rzHp3uvC4s3d/jKHn20HHsULmNbtJstU=";
    const salt = Buffer.from(/:(.+)\$/.exec(kept.slice("SCRAM-SHA-256$".length))?.[1] ?? "", "base64");
    assert.equal(verifierOf("pencil", salt), kept);
  });

  it("is refused for characters that PostgreSQL and this function might prepare differently", () => {
    for (const password of ["pässword", "pass word", ""]) {
      assert.throws(() => verifierOf(password, Buffer.alloc(16)), { message: "the new password has characters that are not printable ASCII: want no others" });
    }
  });

  it("goes into a statement with its user quoted", () => {
    assert.equal(changePassword('ma"ster', "SCRAM-SHA-256$x"), `ALTER ROLE "ma""ster" PASSWORD 'SCRAM-SHA-256$x'`);
  });
});
