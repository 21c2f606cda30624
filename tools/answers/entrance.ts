import { apiZones } from "./regions";
import { answer, partOf, pick, type Subject, type Table } from "./subject";

const alphanumeric = "0123456789abcdefghijklmnopqrstuvwxyz";

/** ID of an API, a deployment and the like. Source: API Gateway API, `CreateRestApi` and `CreateDeployment`, id: ten and six letters and digits in examples. */
const shortId = (subject: Subject, length: number): string => pick(subject.hex(32, "api"), length, alphanumeric);

const apiArn = (subject: Subject, resource: string): string => `arn:${subject.partition}:apigateway:${subject.region}::${resource}`;

/** Source: Service Authorization Reference, Amazon API Gateway Management, resource types; and for what executes, `execute-api-general`. */
function restApi(subject: Subject) {
  const id = shortId(subject, 10);
  const name = subject.physicalName();
  return answer(id, { arn: apiArn(subject, `/restapis/${id}`), name, executionArn: subject.arn("execute-api", id), rootResourceId: shortId(subject, 10).split("").reverse().join("") });
}

function stage(subject: Subject) {
  const [api, name] = [subject.text("restApi") ?? "", subject.text("stageName") ?? ""];
  return answer(`ags-${api}-${name}`, {
    arn: apiArn(subject, `/restapis/${api}/stages/${name}`), executionArn: subject.arn("execute-api", `${api}/${name}`),
    invokeUrl: `https://${api}.execute-api.${subject.region}.${subject.domain}/${name}`,
  });
}

function domainName(subject: Subject) {
  const name = subject.text("domainName") ?? subject.physicalName();
  return answer(name, {
    domainName: name, arn: apiArn(subject, `/domainnames/${name}`),
    regionalDomainName: `d-${shortId(subject, 10)}.execute-api.${subject.region}.${subject.domain}`, regionalZoneId: apiZones[subject.region],
  });
}

function stream(subject: Subject) {
  const name = subject.physicalName();
  const arn = subject.arn("kinesis", `stream/${name}`);
  return answer(arn, { arn, name });
}

/** What takes requests, and what comes with them. IDs as the provider composes them. Source: `@pulumi/aws`, apigateway, lambda and kinesis. */
export const entrance: Table = {
  "aws:apigateway/account:Account": () => answer("api-gateway-account", { throttleSettings: [{ burstLimit: 5000, rateLimit: 10_000 }], apiKeyVersion: "4" }),
  "aws:apigateway/restApi:RestApi": restApi,
  "aws:apigateway/deployment:Deployment": (subject) => answer(shortId(subject, 6)),
  "aws:apigateway/stage:Stage": stage,
  "aws:apigateway/methodSettings:MethodSettings": (subject) =>
    answer(`${subject.text("restApi") ?? ""}-${subject.text("stageName") ?? ""}-${subject.text("methodPath") ?? ""}`),
  "aws:apigateway/domainName:DomainName": domainName,
  "aws:apigateway/basePathMapping:BasePathMapping": (subject) => answer(`${subject.text("domainName") ?? ""}/${subject.text("basePath") ?? ""}`),
  "aws:kinesis/stream:Stream": stream,
  "aws:lambda/eventSourceMapping:EventSourceMapping": (subject) => {
    const uuid = subject.uuid();
    return answer(uuid, { uuid, arn: subject.arn("lambda", `event-source-mapping:${uuid}`), state: "Enabled" });
  },
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration": partOf("bucket"),
};
