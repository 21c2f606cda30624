export { invokeSigned, type ApiEnd } from "./access";
export { AccountLogging, type AccountLoggingArgs } from "./account-logging";
export { Api, stageName, type Answerer, type ApiArgs } from "./api";
export { type OpenApi } from "./openapi";
export { Signers, type SignersArgs } from "./signers";
export { type Throttle, type Throttles } from "./throttle";
