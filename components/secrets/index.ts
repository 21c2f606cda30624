export { readSecret, secretArn, writeSecret, type SecretEnd } from "./access";
export { ReplicatedSecret, type ReplicatedSecretArgs, type SecretSite, type SecretValue } from "./replicated-secret";
