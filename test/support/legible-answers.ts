import { type Answer, type Answers, type Question } from "../../tools/answers/answers";

const texts = ["name", "dnsName", "zoneId", "domainName", "bucket", "bucketRegionalDomainName", "bucketDomainName", "defaultSecurityGroupId",
  "defaultNetworkAclId", "defaultRouteTableId", "mainRouteTableId", "allocationId", "publicIp", "keyId", "arnSuffix", "url", "uniqueId",
  "invokeArn", "endpoint", "revision"] as const;

/** What a test answers beyond the legible: outputs by type, for what has a form that matters or is no text. */
export type MoreAnswers = (type: string, name: string, inputs: Question["inputs"]) => Readonly<Record<string, unknown>>;

/** Answers that a reader can foresee: each names the resource and the output that it stands for. */
export function legible(more: MoreAnswers): Answers {
  return {
    create: (question) => answer(question, more),
    read: (question) => ({ ...answer(question, more), id: question.id }),
    invoke: ({ token }) => {
      throw new Error(`${token}: components look nothing up; pass the answer in as an argument`);
    },
  };
}

function answer({ type, name, inputs }: Question, more: MoreAnswers): Answer {
  const outputs: Record<string, unknown> = {};
  for (const key of texts) if (inputs[key] === undefined) outputs[key] = `${name}-${key}`;
  return { id: `${name}-id`, outputs: { id: `${name}-id`, arn: `arn:aws:test:::${name}`, ...outputs, ...more(type, name, inputs) } };
}
