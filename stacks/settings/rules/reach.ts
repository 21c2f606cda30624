import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { type ServiceSettings } from "../service";

/** Every service, and every function of the database, can reach what it needs, by the internet or by an endpoint. */
export function reachProblems(settings: Settings): Problem[] {
  return [...serviceReach(settings), ...functionReach(settings)];
}

/** Functions read the master password, through the endpoint where there is one. */
function functionReach({ network: { nat, interfaceEndpoints } }: Settings): Problem[] {
  if (nat !== "none" || interfaceEndpoints.includes("secretsmanager")) return [];
  return [{
    path: "network.interfaceEndpoints", got: interfaceEndpoints,
    want: "secretsmanager too, since without the internet the functions that keep the database cannot read its password in any other way",
  }];
}

function serviceReach(settings: Settings): Problem[] {
  const { nat, interfaceEndpoints } = settings.network;
  return Object.entries(settings.services).flatMap(([key, service]): Problem[] => {
    const at = `services.${key}`;
    if (service.internet && nat === "none") {
      return [{ path: `${at}.internet`, got: true, want: "false, since `network.nat` is `none`, or a NAT gateway" }];
    }
    if (service.internet) return [];
    const missing = neededBy(service).filter((endpoint) => !interfaceEndpoints.some((offered) => offered === endpoint));
    if (missing.length === 0) return [];
    return [{
      path: "network.interfaceEndpoints", got: interfaceEndpoints,
      want: `${missing.join(", ")} too, since \`${key}\` may not call the internet and cannot work without them`,
    }];
  });
}

/**
 * AWS services that a task calls before and while it runs, besides S3, where its image's layers are.
 * Source: Amazon ECR guide, "Considerations for Amazon ECR VPC endpoints"; Amazon ECS guide, "Amazon ECS interface VPC endpoints".
 */
function neededBy(service: ServiceSettings): string[] {
  const sources = Object.values(service.secrets).map((secret) => secret.from);
  return [
    "ecr.api", "ecr.dkr", "logs",
    ...(sources.includes("parameter") ? ["ssm"] : []),
    ...(sources.includes("secret") || service.uses.secrets.length > 0 ? ["secretsmanager"] : []),
    // A shell is encrypted under the place's key, which the agent in the task asks for. Source: ECS guide, "Monitor containers with ECS Exec".
    ...(service.exec ? ["kms", "ssmmessages"] : []),
  ];
}
