/** Type that the first bytes of a file show, whatever its name says; nothing when they show none. */
export async function typeOf(start: Uint8Array): Promise<string | undefined> {
  // The package is an ES module, which a CommonJS file can only ask for so.
  const { fileTypeFromBuffer } = await import("file-type");
  return (await fileTypeFromBuffer(start))?.mime;
}
