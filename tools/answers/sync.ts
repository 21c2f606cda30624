import { answer, pick, type Subject, type Table } from "./subject";

const lowerDigits = "abcdefghijklmnopqrstuvwxyz234567";

/** An API has an ID, and another in the names of its hosts. Source: AWS AppSync Developer Guide, "Building a real-time WebSocket client". */
function graphqlApi(subject: Subject) {
  const id = seeded(subject, "id");
  const host = seeded(subject, "host");
  return answer(id, {
    name: subject.physicalName(), arn: subject.arn("appsync", `apis/${id}`),
    uris: {
      GRAPHQL: `https://${host}.appsync-api.${subject.region}.${subject.domain}/graphql`,
      REALTIME: `wss://${host}.appsync-realtime-api.${subject.region}.${subject.domain}/graphql`,
    },
  });
}

function seeded(subject: Subject, salt: string): string {
  return pick(`appsync/${subject.hex(32, salt)}`, 26, lowerDigits);
}

/** A part of an API, named in it. */
const part = (subject: Subject, kind: string, name: string) => subject.arn("appsync", `apis/${subject.text("apiId") ?? ""}/${kind}/${name}`);

/** APIs that keep devices in step. Source of ARNs: Service Authorization Reference, AWS AppSync, resource types. */
export const syncing: Table = {
  "aws:appsync/graphQLApi:GraphQLApi": graphqlApi,
  "aws:appsync/dataSource:DataSource": (subject) => {
    const name = subject.text("name") ?? subject.physicalName();
    return answer(`${subject.text("apiId") ?? ""}-${name}`, { name, arn: part(subject, "datasources", name) });
  },
  "aws:appsync/function:Function": (subject) => {
    const functionId = seeded(subject, "function");
    return answer(`${subject.text("apiId") ?? ""}-${functionId}`, { functionId, arn: part(subject, "functions", functionId), functionVersion: "2018-05-29" });
  },
  "aws:appsync/resolver:Resolver": (subject) => {
    const [type, field] = [subject.text("type") ?? "", subject.text("field") ?? subject.name];
    return answer(`${subject.text("apiId") ?? ""}-${type}-${field}`, { arn: subject.arn("appsync", `apis/${subject.text("apiId") ?? ""}/types/${type}/resolvers/${field}`) });
  },
};
