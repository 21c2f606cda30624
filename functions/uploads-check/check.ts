import { uploadOf, type Uploads, type Verdict } from "../shared/upload";
import type { Notice } from "./notices";

/** An object as S3 knows it. */
export interface Stored {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** In base64; S3 has computed it itself when the object came. */
  readonly sha256: string | undefined;
}

/** What checking an upload needs of the world. */
export interface CheckPorts {
  readonly uploads: Pick<Uploads, "find" | "judge">;
  readonly objects: {
    /** What S3 knows of a version; nothing once it is gone. */
    describe(notice: Notice): Promise<Stored | undefined>;
    /** The first bytes of a version, as many as tell its type. */
    start(notice: Notice): Promise<Uint8Array>;
    /** Marks a version as one that nobody may read. */
    quarantine(notice: Notice): Promise<void>;
  };
  /** Type that the first bytes of a file show; nothing when they show none. */
  readonly typeOf: (start: Uint8Array) => Promise<string | undefined>;
  now(): Date;
}

/** What came of looking at a notice, for the log. */
export type Outcome = "kept" | "refused" | "judged before" | "gone" | "not an upload";

/**
 * Looks at a file that has come: whether it is what its owner announced, and what it says it is. The verdict is written down
 * once for a version, however often and in however many places S3 tells of it.
 *
 * @throws {Error} when nobody has announced the file, as far as this place knows: the announcement may still be on its way.
 */
export async function check(notice: Notice, ports: CheckPorts): Promise<Outcome> {
  const id = uploadOf(notice.key);
  if (id === undefined) return "not an upload";
  const announced = await ports.uploads.find(id);
  if (announced === undefined) throw new Error(`nobody has announced ${notice.key}: want an upload that was started by POST /uploads`);
  if (announced.versionId !== undefined) return settle(notice, announced.versionId === notice.versionId ? announced.state : "refused", ports);
  const stored = await ports.objects.describe(notice);
  if (stored === undefined) return "gone";
  const reason = differences(stored, announced)[0] ?? await wrongType(notice, announced.contentType, ports);
  const verdict: Verdict = { state: reason === undefined ? "kept" : "refused", versionId: notice.versionId, at: ports.now().toISOString(), ...(reason !== undefined && { reason }) };
  const written = await ports.uploads.judge(id, verdict);
  if (written === "unknown") throw new Error(`nobody has announced ${notice.key} any more: want the announcement to outlast the file`);
  if (verdict.state === "refused" || written === "another version") await ports.objects.quarantine(notice);
  return written === "another version" ? "refused" : verdict.state;
}

/** The mark of a refused file is set once more, since whoever refused it may have stopped before. */
async function settle(notice: Notice, state: "asked" | "kept" | "refused", { objects }: CheckPorts): Promise<Outcome> {
  if (state !== "refused") return "judged before";
  await objects.quarantine(notice);
  return "refused";
}

function differences(stored: Stored, announced: { readonly sizeBytes: number; readonly contentType: string; readonly sha256: string }): string[] {
  const found: [what: string, got: string, want: string][] = [
    ["size", String(stored.sizeBytes), String(announced.sizeBytes)], ["SHA-256", stored.sha256 ?? "unknown", announced.sha256],
    ["content type", stored.contentType, announced.contentType],
  ];
  return found.filter(([, got, want]) => got !== want).map(([what, got, want]) => `its ${what} is ${got}, not ${want} as announced`);
}

async function wrongType(notice: Notice, announced: string, { objects, typeOf }: CheckPorts): Promise<string | undefined> {
  const shown = await typeOf(await objects.start(notice));
  return shown === announced ? undefined : `its content is ${shown ?? "of no type that is known"}, not ${announced} as announced`;
}
