import { Refusal } from "../api/refusal";
import { showUpload, startUpload } from "../api/operations";
import type { Upload, UploadTicket } from "../api/schemas";
import { on, onBody, type Answered } from "../api/serve";
import type { Uploads } from "../shared/upload";

/** What starting an upload needs of the world. */
export interface UploadPorts {
  readonly uploads: Pick<Uploads, "announce" | "find">;
  /** An address for one file, and the headers that S3 will insist on. */
  sign(file: File, seconds: number): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  now(): Date;
  /** A name that nothing else has. */
  newId(): string;
}

/** A file that somebody may send, once, and no other in its place. */
export interface File {
  readonly userId: string;
  readonly uploadId: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface UploadLimits {
  readonly mostBytes: number;
  /** Seconds that an address is good for. */
  readonly seconds: number;
}

/** How long an announcement is remembered that nobody follows: long enough for the slowest file and for every retry of its check. */
const rememberSeconds = 7 * 24 * 60 * 60;

/** Answers for files that users send to S3 themselves: nothing of a file passes through here. */
export function uploadAnswers(ports: UploadPorts, { mostBytes, seconds }: UploadLimits): readonly Answered[] {
  return [
    onBody(startUpload, async ({ caller: { userId } }, { contentType, sizeBytes, sha256, name }) => {
      if (sizeBytes > mostBytes) throw new Refusal(413, "too_large", `the file has ${sizeBytes} bytes: want ${mostBytes} at most`);
      const uploadId = ports.newId();
      const now = ports.now();
      const file = { userId, uploadId, contentType, sizeBytes, sha256 };
      await ports.uploads.announce({ ...file, name, askedAt: now.toISOString(), expiresAt: Math.floor(now.getTime() / 1000) + rememberSeconds });
      const ticket: UploadTicket = { uploadId, ...await ports.sign(file, seconds), expiresAt: new Date(now.getTime() + seconds * 1000).toISOString() };
      return { status: 201, body: ticket };
    }),
    on(showUpload, async ({ caller: { userId }, path: { uploadId = "" } }) => {
      const found = await ports.uploads.find({ userId, uploadId });
      if (found === undefined) throw new Refusal(404, "unknown_upload", `there is no upload ${uploadId} of yours: start one by POST /uploads`);
      const { state, name, contentType, sizeBytes, reason } = found;
      const upload: Upload = { uploadId, state, name, contentType, sizeBytes, ...(reason !== undefined && { reason }) };
      return { status: 200, body: upload };
    }),
  ];
}
