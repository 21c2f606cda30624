import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { built, sha256 } from "../../stacks/builds";

describe("what is built of files", () => {
  let root = "";
  let made = 0;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "builds-"));
    made = 0;
    writeFileSync(path.join(root, "in.txt"), "one");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const receipt = (): string => path.join(root, "made", "receipt.json");
  const build = (recipe = "upper case"): string | undefined => built({
    root, folder: "made", recipe,
    make: () => {
      made += 1;
      return { outputs: { "sub/out.txt": readFileSync(path.join(root, "in.txt"), "utf8").toUpperCase() }, inputs: ["in.txt"] };
    },
  })[path.join("sub/out.txt")];

  it("is built once, and told by its hash", () => {
    assert.deepEqual([build(), build(), made], [sha256("ONE"), sha256("ONE"), 1]);
    assert.equal(readFileSync(path.join(root, "made/sub/out.txt"), "utf8"), "ONE");
  });

  it("is built again when a file that went in, one that came out or the recipe is another, however soon", () => {
    build();
    writeFileSync(path.join(root, "in.txt"), "two");
    assert.deepEqual([build(), made], [sha256("TWO"), 2]);
    writeFileSync(path.join(root, "made/sub/out.txt"), "BAD");
    assert.deepEqual([build(), made], [sha256("TWO"), 3]);
    rmSync(path.join(root, "made/sub/out.txt"));
    assert.deepEqual([build(), made], [sha256("TWO"), 4]);
    assert.deepEqual([build("another"), made], [sha256("TWO"), 5]);
  });

  it("stays when a file is written again with the same content", () => {
    build();
    rmSync(path.join(root, "in.txt"));
    writeFileSync(path.join(root, "in.txt"), "one");
    assert.deepEqual([build(), made], [sha256("ONE"), 1]);
  });

  it("is built again when its receipt is damaged", () => {
    for (const damage of ["", "{", "[]", "null", '{"recipe":"upper case"}', '{"recipe":"upper case","inputs":{"in.txt":"one"},"outputs":{}}']) {
      build();
      made = 0;
      writeFileSync(receipt(), damage);
      assert.deepEqual([build(), made], [sha256("ONE"), 1], damage);
    }
  });

  /** As if the content of what went in were another than the receipt says, and the file system had not noticed. */
  const deceive = (): void => { writeFileSync(receipt(), readFileSync(receipt(), "utf8").replaceAll(sha256("one"), sha256("another"))); };

  it("is not read again where the file system says that nothing has changed since well before", () => {
    build();
    deceive();
    const later = new Date(Date.now() + 60_000);
    utimesSync(receipt(), later, later);
    assert.deepEqual([build(), made], [sha256("ONE"), 1]);
    writeFileSync(path.join(root, "in.txt"), "six");
    assert.deepEqual([build(), made], [sha256("SIX"), 2]);
  });

  it("is read again where it changed just before, since a second change in one tick of the clock leaves no trace", () => {
    build();
    deceive();
    assert.deepEqual([build(), made], [sha256("ONE"), 2]);
  });
});
