import { domainProblems } from "../../../components/certificate/domains";
import { livePath, originName, rolePath } from "../../../components/failover/names";
import { serviceProblems as fitProblems } from "../../../components/service/problems";
import { placesOf } from "../../places";
import { hostsOf, sharedNames } from "../../public-names";
import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { specOf } from "../service";

/** Host labels that belong to the places themselves, or whose records would be called like others. */
const reserved = /^((drill|origin)(-.*)?|lever|live|read-.*|role|verdict)$/;

/** Services fit Fargate, share one load balancer without getting in each other's way, and one of them answers for the place. */
export function serviceProblems(settings: Settings): Problem[] {
  if (Object.keys(settings.services).length === 0) return [{ path: "services", got: settings.services, want: "at least one service" }];
  return [...fit(settings), ...frontProblems(settings), ...routeProblems(settings), ...shadowProblems(settings)];
}

/** What the components would refuse in either place, said before anything is built. */
function fit(settings: Settings): Problem[] {
  const { services, domain } = settings;
  const said = placesOf(settings).flatMap((place) => Object.entries(services).flatMap(([key, service]) => fitProblems({
    name: `${place.key}-service-${key}`, spec: specOf(service), hosts: hostsOf(key, place.key, settings), tasks: { ...service.tasks, schedules: "running" },
  }).map((says) => ({ path: `services.${key}`, says }))));
  const names = placesOf(settings).flatMap((place) => domainProblems([originName(place.key, domain.zone), ...sharedNames(settings)])
    .map((says) => ({ path: "domain", says })));
  return [...new Map([...said, ...names].map((problem) => [`${problem.path} ${problem.says}`, problem])).values()];
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
      problems.push({ path: `services.${key}.route.host`, got: route.host, want: "a label other than drill, drill-…, lever, live, origin, origin-…, read-…, role and verdict, which the places' own records have" });
    }
  }
  return problems;
}

/** A service that another, asked first under the same name, leaves nothing to answer. */
function shadowProblems({ services }: Settings): Problem[] {
  const asked = Object.entries(services).sort(([, one], [, other]) => one.route.priority - other.route.priority);
  return asked.flatMap(([key, { route }], rank): Problem[] => {
    const earlier = asked.slice(0, rank).filter(([, other]) => other.route.host === route.host);
    const left = (route.paths.length === 0 ? ["/*"] : route.paths)
      .filter((pattern) => !earlier.some(([, other]) => covers(other.route.paths, pattern)));
    if (left.length > 0) return [];
    return [{
      path: `services.${key}.route`, got: route,
      want: `a rank before \`${earlier.map(([other]) => other).join(", ")}\`, or paths of its own: those take every request of ${route.host} that this service asks for`,
    }];
  });
}

/** Whether paths take everything that a pattern does; no paths are every path. */
function covers(paths: readonly string[], pattern: string): boolean {
  return paths.length === 0 || paths.some((path) => matches(path, pattern));
}

/** Whether a path pattern of a load balancer matches: `*` is any text, `?` any one character. */
function matches(pattern: string, path: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(path);
}
