import type { Graph } from "../../../tools/recorder/graph";
import { json, list, parsed, text, World, type Found } from "../paths/world";

/** Where calls, messages and files of a place go, as its graph says. */
export class Ways {
  readonly #world: World;

  constructor(graph: Graph, private readonly place: string) {
    this.#world = new World(graph);
  }

  /** Name of the function that the API has for a method. */
  functionBehind(method: string, resource: string): string {
    const { inputs } = this.#world.one("aws:apigateway/restApi:RestApi", `${this.place}-api`);
    const operation = json(json(json(parsed(inputs["body"])["paths"])[resource])[method.toLowerCase()]);
    return this.#function(text(json(operation["x-amazon-apigateway-integration"])["uri"]));
  }

  /** Name of the function that says who asks. */
  authorizer(): string {
    const { inputs } = this.#world.one("aws:apigateway/restApi:RestApi", `${this.place}-api`);
    const { token } = json(json(parsed(inputs["body"])["components"])["securitySchemes"]);
    return this.#function(text(json(json(token)["x-amazon-apigateway-authorizer"])["authorizerUri"]));
  }

  /** Queues that functions of the place work through. */
  polled(): readonly { readonly queueUrl: string; readonly functionName: string }[] {
    return this.#mappings().map(({ inputs }) => ({
      queueUrl: this.#world.byArn("aws:sqs/queue:Queue", inputs["eventSourceArn"])?.id ?? "", functionName: this.#named(inputs["functionName"]),
    }));
  }

  /** Name of the function that hears of a file in a bucket, over the queue that the bucket tells. */
  toldOf(bucket: string, key: string): string {
    const { inputs } = this.#world.first("aws:s3/bucketNotification:BucketNotification", (each) => each.inputs["bucket"] === bucket, bucket);
    const queue = list(inputs["queues"]).find(({ filterPrefix }) => key.startsWith(text(filterPrefix)));
    const mapping = this.#mappings().find((each) => each.inputs["eventSourceArn"] === queue?.["queueArn"]);
    return this.#named(mapping?.inputs["functionName"]);
  }

  #mappings(): readonly Found[] {
    return this.#world.all("aws:lambda/eventSourceMapping:EventSourceMapping").filter(({ name }) => name.startsWith(`${this.place}-`));
  }

  #function(uri: string): string {
    const arn = /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1];
    return this.#world.byArn("aws:lambda/function:Function", arn)?.name ?? `in ${uri}`;
  }

  #named(physical: unknown): string {
    return this.#world.first("aws:lambda/function:Function", ({ outputs }) => outputs["name"] === physical, text(physical)).name;
  }
}

/**
 * Place that a public name leads to: the first one's record while that place can write, since its check asks for just that, and the
 * second one's otherwise.
 */
export function placeBehind(graph: Graph, fqdn: string): string {
  const world = new World(graph);
  const records = world.all("aws:route53/record:Record").filter(({ inputs }) => inputs["name"] === fqdn && list(inputs["failoverRoutingPolicies"]).length === 1);
  const rankOf = ({ inputs }: Found): unknown => list(inputs["failoverRoutingPolicies"])[0]?.["type"];
  const first = records.find((record) => rankOf(record) === "PRIMARY");
  const rank = first?.name.startsWith(`${text(graph.outputs["primary"])}-`) === true ? "PRIMARY" : "SECONDARY";
  const record = world.first("aws:route53/record:Record", (each) => records.includes(each) && rankOf(each) === rank, fqdn);
  const target = world.first("aws:apigateway/domainName:DomainName", (each) => list(record.inputs["aliases"]).some(({ name }) => name === each.outputs["regionalDomainName"]), fqdn);
  return target.name.split("-")[0] ?? "";
}
