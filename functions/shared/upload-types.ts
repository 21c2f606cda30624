/** What users may upload: types whose first bytes say what they are. Source: `file-type`, supported file types. */
export const uploadTypes = [
  "application/pdf", "audio/mpeg", "audio/wav", "image/gif", "image/heic", "image/jpeg", "image/png", "image/webp", "video/mp4", "video/quicktime",
] as const;
