import { nameOf, type Graph, type ResourceState } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";
import { list, parsed, texts, type Json } from "./world";

/** A graph with one thing broken, and what that was. */
export interface Mutant {
  readonly what: string;
  readonly graph: Pick<Graph, "resources">;
}

/** Resources that are the way itself: gone, they are missed. */
const ways = [
  "aws:acm/certificate:Certificate", "aws:apigateway/account:Account", "aws:apigateway/basePathMapping:BasePathMapping", "aws:apigateway/domainName:DomainName", "aws:apigateway/stage:Stage",
  "aws:appsync/dataSource:DataSource", "aws:cloudwatch/eventTarget:EventTarget", "aws:ec2/internetGateway:InternetGateway", "aws:ec2/natGateway:NatGateway", "aws:ec2/route:Route",
  "aws:ec2/routeTableAssociation:RouteTableAssociation", "aws:ec2/vpcEndpoint:VpcEndpoint", "aws:ecs/taskDefinition:TaskDefinition", "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy",
  "aws:kms/key:Key", "aws:lambda/eventSourceMapping:EventSourceMapping", "aws:lambda/permission:Permission", "aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule", "aws:rds/proxyTarget:ProxyTarget",
  "aws:s3/bucketNotification:BucketNotification", "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy", "aws:sns/topicSubscription:TopicSubscription", "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

const short = (type: string): string => type.split(":")[2] ?? type;
const named = (resource: ResourceState): string => `${short(resource.type)} ${nameOf(resource)}`;

/** A graph without one resource. */
export function without(graph: Graph, type: string, name: string): Mutant {
  return { what: `${short(type)} ${name}`, graph: { resources: graph.resources.filter((each) => each.type !== type || nameOf(each) !== name) } };
}

/** A graph in which one resource is told something else. */
export function told(graph: Graph, resource: ResourceState, { what, inputs }: { readonly what: string; readonly inputs: Json }): Mutant {
  const changed = { ...resource, inputs: { ...resource.inputs, ...inputs } };
  return { what: `${named(resource)}: ${what}`, graph: { resources: graph.resources.map((each) => (each === resource ? changed : each)) } };
}

/** Every graph that lacks one resource of a place that is a way, and every one that lacks an action which a policy allows, but for who administers. */
export function* mutantsOf(graph: Graph, place: string, apart: RegExp): Generator<Mutant> {
  for (const resource of graph.resources.filter((each) => nameOf(each).startsWith(`${place}-`) && !apart.test(nameOf(each).slice(place.length + 1)))) {
    if (ways.includes(resource.type)) yield without(graph, resource.type, nameOf(resource));
    const policy = revealAll(resource.inputs)["policy"];
    if (ways.includes(resource.type) && policy !== undefined) yield* policyMutants(graph, resource, parsed(policy));
  }
}

function* policyMutants(graph: Graph, resource: ResourceState, policy: Json): Generator<Mutant> {
  const statements = list(policy["Statement"]);
  for (const [rank, statement] of statements.entries()) {
    if (statement["Effect"] !== "Allow" || statement["Sid"] === "AdministerByIam") continue;
    for (const action of texts(statement["Action"])) {
      const left = { ...statement, Action: texts(statement["Action"]).filter((each) => each !== action) };
      const changed = { ...policy, Statement: statements.map((each, other) => (other === rank ? left : each)) };
      yield told(graph, resource, { what: `${String(statement["Sid"])} without ${action}`, inputs: { policy: typeof resource.inputs["policy"] === "string" ? JSON.stringify(changed) : changed } });
    }
  }
}
