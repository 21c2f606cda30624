export { Archive, type ArchiveArgs } from "./archive";
export { type AgeStep, type ArchiveMode } from "./mode";
