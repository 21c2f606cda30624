import { type Answer, type Answers, type Call, type Question } from "../../../tools/answers";

/** The answers of the stand-in providers with which the engine's records were made: the same outputs, other IDs. */
export const answers: Answers = standIn(false);

/** With `allocationIds`, Elastic IPs tell theirs, as AWS's do. */
export function standIn(allocationIds: boolean): Answers {
  return { create: (question) => answer(question, allocationIds), read: ({ id }) => ({ id, outputs: {} }), invoke };
}

function answer({ urn, type, name, inputs, place }: Question, allocationIds: boolean): Answer {
  const id = `${name}-id-${typeCode(urn)}`;
  const region = text(inputs["region"]) ?? place.region;
  const [, module = "", last = ""] = type.split(":");
  const arn = `arn:aws:${module.split("/")[0]}:${region}:123456789012:${last.toLowerCase()}/${id}`;
  return { id, outputs: {
    id, arn, region, tagsAll: inputs["tags"] ?? {}, dnsName: `${name}.elb.amazonaws.com`, zoneId: "Z123", endpoint: `${name}.${region}.amazonaws.com`,
    name: text(inputs["name"]) ?? id, invokeArn: arn, domainName: text(inputs["domainName"]) ?? `${name}.example.net`, url: `https://${name}.example.net`,
    ...(allocationIds && type === "aws:ec2/eip:Eip" && { allocationId: `eipalloc-${id}` }),
  } };
}

function invoke({ token, args }: Call): Record<string, unknown> {
  if (token === "aws:iam/getPolicyDocument:getPolicyDocument") return { json: policyDocument(args) };
  throw new Error(`${token} has no answer here`);
}

function policyDocument(args: Question["inputs"]): string {
  const statements = args["statements"] as { actions: string[]; resources: string[] }[];
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(({ actions, resources }) => ({ Effect: "Allow", Action: actions, Resource: resources })) });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A few letters that tell types of one name apart. */
function typeCode(urn: string): string {
  let sum = 7;
  for (const letter of urn) sum = (sum * 31 + letter.charCodeAt(0)) % 1_679_616;
  return sum.toString(36).padStart(4, "0");
}
