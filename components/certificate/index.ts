export { Certificate, type CertificateArgs, type Challenge } from "./certificate";
export { ValidationRecords, type ValidationRecordsArgs } from "./records";
export { ValidatedCertificate, type ValidatedCertificateArgs } from "./validated";
