import assert from "node:assert/strict";
import { answer, type AnswerPorts } from "../../../functions/failover-database/answer";
import { deployedFunction } from "../../support/deployed";

interface Row { readonly [column: string]: unknown }

/** A database that answers one statement after the other, and writes down what it was asked. */
function ports(rows: readonly (readonly Row[])[], refused?: string) {
  const asked: unknown[] = [];
  const left = [...rows];
  const of = (kind: string) => ({
    connect: (login: unknown) => {
      asked.push([kind, login]);
      return refused === undefined ? Promise.resolve({
        query: (text: string, values: readonly unknown[] = []) => { asked.push([text.trim().split(/\s+/).slice(0, 3).join(" "), ...values]); return Promise.resolve(left.shift() ?? []); },
        end: () => { asked.push("end"); return Promise.resolve(); },
      }) : Promise.reject(new Error(refused));
    },
  });
  const given = { writer: of("writer"), reader: of("reader"), login: (kind: string) => Promise.resolve({ username: "failover", password: kind }) };
  return { asked, ports: given as unknown as AnswerPorts };
}

describe("the way of an activation to the database", function () {
  this.timeout(120_000);

  it("writes an epoch where the application writes, and says which one is the highest", async () => {
    const { asked, ports: given } = ports([[{ pg_is_in_recovery: false, standby: false }], [], [{ epoch: "7" }]]);
    assert.deepEqual(await answer({ do: "claim", place: "usw2", epoch: 5 }, given), { epoch: 7 });
    assert.deepEqual(asked[0], ["writer", { username: "failover", password: "writer" }]);
    assert.deepEqual(asked.filter((each) => Array.isArray(each) && each[0] === "INSERT INTO region_epoch"), [["INSERT INTO region_epoch", "usw2", 5]]);
    assert.equal(asked.at(-1), "end");
  });

  it("reads the age of a heartbeat where anybody may read, and says when there is none", async () => {
    const { asked, ports: given } = ports([[{ seconds: "3.5", epoch: "2", seq: "41", at: "1700000000123.4" }]]);
    assert.deepEqual(await answer({ do: "heartbeat", place: "use2" }, given), { seconds: 3.5, epoch: 2, seq: 41, at: 1_700_000_000_123 });
    assert.deepEqual(asked[0], ["reader", { username: "failover", password: "reader" }]);
    assert.deepEqual(await answer({ do: "heartbeat", place: "use2" }, ports([[]]).ports), { because: "no heartbeat of use2 has come" });
  });

  it("answers as well when the database does not", async () => {
    assert.deepEqual(await answer({ do: "claim", place: "usw2", epoch: 5 }, ports([], "no writer").ports), { because: "no writer" });
  });

  it("may sign in as one user, through the proxy and to the cluster itself, and do nothing else", async () => {
    const role = await deployedFunction("usw2-failover-database");
    assert.deepEqual(role.covers([], { others: ["rds-db:connect"] }), []);
    const resources = role.statements.map(({ Sid, Resource }) => [Sid, [Resource].flat().map((arn) => arn.replace(/(prx|cluster)-[A-Za-z0-9]+/, "$1-…"))]);
    const user = (what: string): string[] => [`arn:aws:rds-db:us-west-2:123456789012:dbuser:${what}-…/failover`];
    assert.deepEqual(resources, [["ConnectThroughProxy", user("prx")], ["ConnectToCluster", user("cluster")]]);
  });
});
