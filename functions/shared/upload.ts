import { isObject } from "./json";

/** What an upload is called. */
export interface UploadId {
  readonly userId: string;
  readonly uploadId: string;
}

/** A file as its owner has announced it. */
export interface Announced extends UploadId {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** In base64. */
  readonly sha256: string;
  readonly askedAt: string;
  /** Second since 1970 after which an announcement that nobody followed is forgotten. */
  readonly expiresAt: number;
}

/** What the check of a file has found. */
export interface Verdict {
  readonly state: "kept" | "refused";
  /** Version of the object that was looked at: the same in both places. */
  readonly versionId: string;
  readonly at: string;
  /** Why it was refused. */
  readonly reason?: string;
}

/** An upload as far as it is known. */
export type UploadRecord = Omit<Announced, "expiresAt"> & {
  readonly state: "asked" | "kept" | "refused";
  readonly versionId?: string;
  readonly reason?: string;
};

/** The list of uploads. */
export interface Uploads {
  find(id: UploadId): Promise<UploadRecord | undefined>;
  /** Writes down what is going to be sent. */
  announce(announced: Announced): Promise<void>;
  /** Writes down a verdict, once: asked again for the same version it says so, and changes nothing. */
  judge(id: UploadId, verdict: Verdict): Promise<"judged" | "judged before" | "another version" | "unknown">;
  /** Forgets every upload of a user. */
  forget(userId: string): Promise<void>;
}

/** Start of the keys of everything that users send. */
export const usersPrefix = "users/";

/** Key of an upload in the bucket of a place. */
export function objectKey({ userId, uploadId }: UploadId): string {
  return `${usersPrefix}${userId}/${uploadId}`;
}

/** The upload that a key belongs to; nothing for the key of something else. */
export function uploadOf(key: string): UploadId | undefined {
  const { userId, uploadId } = /^users\/(?<userId>[^/]+)\/(?<uploadId>[^/]+)$/.exec(key)?.groups ?? {};
  return userId === undefined || uploadId === undefined ? undefined : { userId, uploadId };
}

/** Whether an item of the table is an upload. */
export function isUploadRecord(item: unknown): item is UploadRecord {
  return isObject(item) && ["userId", "uploadId", "name", "contentType", "sha256", "askedAt"].every((key) => typeof item[key] === "string")
    && typeof item["sizeBytes"] === "number" && ["asked", "kept", "refused"].some((state) => state === item["state"]);
}
