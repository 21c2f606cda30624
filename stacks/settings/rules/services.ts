import { livePath, rolePath } from "../../../components/failover/names";
import { serviceProblems as fitProblems } from "../../../components/service/problems";
import { hostsOf } from "../../public-names";
import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { specOf } from "../service";

/** Host labels that belong to the places themselves, or whose records would be called like others. */
const reserved = /^(origin(-.*)?|live|role|read-.*)$/;

/** Services fit Fargate, share one load balancer without getting in each other's way, and one of them answers for the place. */
export function serviceProblems(settings: Settings): Problem[] {
  if (Object.keys(settings.services).length === 0) return [{ path: "services", got: settings.services, want: "at least one service" }];
  return [...fit(settings), ...frontProblems(settings), ...routeProblems(settings)];
}

/** What the component would refuse, said before anything is built. */
function fit(settings: Settings): Problem[] {
  const [place] = settings.places;
  return Object.entries(settings.services).flatMap(([key, service]) => fitProblems({
    name: `${place.key}-service-${key}`, spec: specOf(service), hosts: hostsOf(key, place.key, settings), tasks: { ...service.tasks, schedules: "running" },
  }).map((says) => ({ path: `services.${key}`, says })));
}

function frontProblems(settings: Settings): Problem[] {
  const front = settings.services[settings.domain.front];
  if (front === undefined) {
    return [{ path: "domain.front", got: settings.domain.front, want: `one of ${Object.keys(settings.services).join(", ")}, the keys of the services` }];
  }
  const { paths } = front.route;
  const unheard = [rolePath, livePath].filter((asked) => paths.length > 0 && !paths.some((pattern) => matches(pattern, asked)));
  if (unheard.length === 0) return [];
  return [{
    path: `services.${settings.domain.front}.route.paths`, got: paths,
    want: `paths that let ${unheard.join(" and ")} through, or none at all: this service answers for the place`,
  }];
}

function routeProblems({ services }: Settings): Problem[] {
  const problems: Problem[] = [];
  const ranks = new Map<number, string>();
  for (const [key, { route }] of Object.entries(services)) {
    const other = ranks.get(route.priority);
    if (other !== undefined) problems.push({ path: `services.${key}.route.priority`, got: route.priority, want: `another rank than \`${other}\` has` });
    ranks.set(route.priority, key);
    if (reserved.test(route.host)) {
      problems.push({ path: `services.${key}.route.host`, got: route.host, want: "a label other than origin, origin-…, live, role and read-…, which the places' own records have" });
    }
  }
  return problems;
}

/** Whether a path pattern of a load balancer matches: `*` is any text, `?` any one character. */
function matches(pattern: string, path: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(path);
}
