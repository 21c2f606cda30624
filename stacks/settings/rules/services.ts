import { sizeProblems } from "../../../components/service/sizing";
import { type Problem } from "../problems";
import { type Settings } from "../schema";
import { type ServiceSettings } from "../service";

/** Path of the role check: Route 53 asks each place's origin name for it. */
const rolePath = "/healthz/role";

/**
 * Host names and path patterns that one listener rule may hold.
 * Source: Elastic Load Balancing guide, "Quotas for your Application Load Balancers", condition values per rule.
 */
const conditionValues = 5;

/** What the public name and the place's origin name leave of them. */
const pathsPerRule = conditionValues - 2;

/** Host labels that start so belong to the places themselves. */
const originPrefix = "origin-";

/** Services fit Fargate, share one load balancer without getting in each other's way, and one of them answers for the place. */
export function serviceProblems(settings: Settings): Problem[] {
  const entries = Object.entries(settings.services);
  if (entries.length === 0) return [{ path: "services", got: settings.services, want: "at least one service" }];
  return [...entries.flatMap(([key, service]) => oneService(`services.${key}`, service)), ...frontProblems(settings), ...collisions(entries)];
}

function oneService(at: string, service: ServiceSettings): Problem[] {
  const problems: Problem[] = sizeProblems(service).map((says) => ({ path: at, says }));
  const { tasks, scaling, release, route } = service;
  if (tasks.min > tasks.max) problems.push({ path: `${at}.tasks`, got: tasks, want: "min no larger than max" });
  for (const [rank, schedule] of scaling.schedules.entries()) {
    if (schedule.min > schedule.max || schedule.max > tasks.max) {
      problems.push({ path: `${at}.scaling.schedules[${String(rank)}]`, got: schedule, want: `min no larger than max, and max no larger than ${String(tasks.max)}, the service's own` });
    }
  }
  if (service.slowStartSeconds > 0 && service.slowStartSeconds < 30) {
    problems.push({ path: `${at}.slowStartSeconds`, got: service.slowStartSeconds, want: "0 for none, or 30 to 900 seconds" });
  }
  if (release.strategy !== "rolling" && scaling.requestsPerTargetPerMinute !== undefined) {
    problems.push({
      path: `${at}.scaling.requestsPerTargetPerMinute`, got: scaling.requestsPerTargetPerMinute,
      want: `no such setting with ${release.strategy} releases, which move requests between two target groups while the count follows one`,
    });
  }
  if (route.host.startsWith(originPrefix)) {
    problems.push({ path: `${at}.route.host`, got: route.host, want: `a label that does not start with \`${originPrefix}\`, which the places' own names do` });
  }
  if (new Set(scaling.schedules.map((schedule) => schedule.name)).size < scaling.schedules.length) {
    problems.push({ path: `${at}.scaling.schedules`, got: scaling.schedules.map((schedule) => schedule.name), want: "every schedule name once" });
  }
  return problems;
}

function frontProblems(settings: Settings): Problem[] {
  const front = settings.services[settings.domain.front];
  if (front === undefined) {
    return [{ path: "domain.front", got: settings.domain.front, want: `one of ${Object.keys(settings.services).join(", ")}, the keys of the services` }];
  }
  if (front.route.paths.length === 0 || front.route.paths.some((pattern) => matches(pattern, rolePath))) return [];
  return [{
    path: `services.${settings.domain.front}.route.paths`, got: front.route.paths,
    want: `paths that let ${rolePath} through, or none at all: this service answers for the place`,
  }];
}

function collisions(entries: readonly (readonly [string, ServiceSettings])[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<number, string>();
  for (const [key, { route }] of entries) {
    const other = seen.get(route.priority);
    if (other !== undefined) problems.push({ path: `services.${key}.route.priority`, got: route.priority, want: `another rank than \`${other}\` has` });
    seen.set(route.priority, key);
    if (route.paths.length > pathsPerRule) {
      problems.push({ path: `services.${key}.route.paths`, got: route.paths, want: `at most ${String(pathsPerRule)} patterns, which with two host names make the ${String(conditionValues)} values that AWS takes in a rule` });
    }
  }
  return problems;
}

/** Whether a path pattern of a load balancer matches: `*` is any text, `?` any one character. */
function matches(pattern: string, path: string): boolean {
  const expression = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(path);
}
