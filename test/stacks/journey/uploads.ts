import type { Announced, UploadId, UploadRecord, Uploads, Verdict } from "../../../functions/shared/upload";

/** The list of uploads as the port promises it, in memory. */
export class MemoryUploads implements Uploads {
  readonly all = new Map<string, UploadRecord>();

  find({ userId, uploadId }: UploadId): Promise<UploadRecord | undefined> {
    return Promise.resolve(this.all.get(`${userId}/${uploadId}`));
  }

  announce(announced: Announced): Promise<void> {
    this.all.set(`${announced.userId}/${announced.uploadId}`, { ...announced, state: "asked" });
    return Promise.resolve();
  }

  async judge(id: UploadId, { state, versionId, reason }: Verdict): ReturnType<Uploads["judge"]> {
    const known = await this.find(id);
    if (known === undefined) return "unknown";
    if (known.versionId !== undefined) return known.versionId === versionId ? "judged before" : "another version";
    this.all.set(`${id.userId}/${id.uploadId}`, { ...known, state, versionId, ...(reason !== undefined && { reason }) });
    return "judged";
  }

  forget(userId: string): Promise<void> {
    for (const key of [...this.all.keys()].filter((each) => each.startsWith(`${userId}/`))) this.all.delete(key);
    return Promise.resolve();
  }

  /** Takes over what another place has. */
  hearFrom({ all }: MemoryUploads): void {
    for (const [key, record] of all) this.all.set(key, structuredClone(record));
  }
}
