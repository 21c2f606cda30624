import { arnOf, type Place } from "../core/place";
import type { SecretSource, ServiceSpec } from "./spec";

/** ARN of what holds the secret, in the place's own region: what a policy names. */
export function secretArn(place: Place, source: SecretSource): string {
  return source.from === "parameter"
    ? arnOf(place, "ssm", `parameter/${source.name.replace(/^\//, "")}`)
    : arnOf(place, "secretsmanager", `secret:${source.name}`);
}

/**
 * Reference as ECS wants it in a container definition.
 * Source: ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables": version stage and
 * version stay empty, so that a task which starts after a rotation gets the current value.
 */
export function secretReference(place: Place, source: SecretSource): string {
  const arn = secretArn(place, source);
  return source.from === "secret" && source.key !== undefined ? `${arn}:${source.key}::` : arn;
}

/** What is wrong with the plain and secret variables of a container, one sentence each. */
export function variableProblems(
  environment: Readonly<Record<string, string>>, secrets: Readonly<Record<string, SecretSource>>,
): string[] {
  const names = [...Object.keys(environment), ...Object.keys(secrets)];
  return [
    ...names.filter((name) => !/^[A-Za-z_]\w*$/.test(name))
      .map((name) => `variable "${name}" is no name: want letters, digits and underscores, and no digit first`),
    ...Object.keys(secrets).filter((name) => name in environment)
      .map((name) => `variable ${name} is both in environment and in secrets: name it in one of them`),
    ...Object.entries(secrets).flatMap(([name, source]) => sourceProblems(name, source)),
  ];
}

/** What is wrong with variables that the platform adds, one sentence each. */
export function bindingProblems({ environment, secrets }: ServiceSpec, variables: readonly string[]): string[] {
  return variables.filter((name) => name in environment || name in secrets)
    .map((name) => `variable ${name} is set by the platform: choose another name in environment or secrets`);
}

function sourceProblems(variable: string, source: SecretSource): string[] {
  if (source.from === "parameter") {
    return /^\/?[\w.-]+(\/[\w.-]+)*$/.test(source.name)
      ? []
      : [`secrets.${variable} names the parameter "${source.name}": want letters, digits, dots, hyphens and slashes, such as /app/smtp`];
  }
  // Without its suffix the ARN matches no secret, and ECS fails to start the task.
  return /^[\w/+=.@-]+-[A-Za-z0-9]{6}$/.test(source.name)
    ? []
    : [`secrets.${variable} names the secret "${source.name}": want its name with the hyphen and six characters of its ARN, such as app/smtp-a1B2c3`];
}
