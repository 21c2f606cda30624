import { unknownStringValue } from "../../policies/lib/sdk";
import { interfacesCheckRequests, interfacesHaveOneName } from "../../policies/rules/exposure/interfaces";
import { interfacesAskWhoCalls } from "../../policies/rules/least-privilege/interfaces";
import { holds, type Sketch } from "./support";

const restApi = "aws:apigateway/restApi:RestApi";
const method = "aws:apigateway/method:Method";
const mapping = "aws:apigateway/basePathMapping:BasePathMapping";

const schemes = {
  token: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": { type: "request" } },
  signed: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
  key: { type: "apiKey", name: "x-api-key", in: "header" },
};
const api = (body: unknown, more: object = {}): Sketch => ({ type: restApi, name: "api", props: { body: typeof body === "string" ? body : JSON.stringify(body), ...more } });
const described = (operations: object, whole: object = {}): Sketch => api({ openapi: "3.0.1", paths: { "/a": operations }, components: { securitySchemes: schemes }, ...whole });

holds(interfacesAskWhoCalls, {
  silent: {
    "an interface without a body, whose methods stand by themselves": [{ type: restApi, name: "api", props: {} }],
    "an operation behind an authorizer": [described({ get: { security: [{ token: [] }] } })],
    "an operation that is signed": [described({ get: { security: [{ signed: [] }] } })],
    "an operation behind the authorizer of all": [described({ get: {} }, { security: [{ token: [] }] })],
    "an operation that asks IAM in API Gateway's own words": [described({ get: { "x-amazon-apigateway-auth": { type: "AWS_IAM" } } })],
    "an operation that needs a key beside the caller": [described({ get: { security: [{ token: [], key: [] }] } })],
    "what a browser asks before it asks": [described({ options: { security: [] } })],
    "an answer that nothing stands behind": [described({ get: { security: [], "x-amazon-apigateway-integration": { type: "mock" } } })],
    "an interface in the words of OpenAPI 2": [api({ swagger: "2.0", paths: { "/a": { post: { security: [{ pool: [] }] } } }, securityDefinitions: { pool: { type: "apiKey", "x-amazon-apigateway-authorizer": {} } } })],
    "a body that the other provider has as a structure": [{ type: "aws-native:apigateway:RestApi", name: "api", props: { body: { paths: { "/a": { get: { security: [{ token: [] }] } } }, components: { securitySchemes: schemes } } } }],
  },
  objects: {
    "an operation that asks nobody": [[described({ get: { security: [] } })], "api: security of GET /a is nobody's, want an authorizer or AWS_IAM."],
    "an operation without a word about callers": [[described({ "x-amazon-apigateway-any-method": {} })], "api: security of ANY /a is nobody's, want an authorizer or AWS_IAM."],
    "an operation for whoever has a key": [[described({ get: { security: [{ key: [] }] } })], "api: security of GET /a is nobody's, want an authorizer or AWS_IAM."],
    "an operation with a way round its authorizer": [[described({ get: { security: [{ token: [] }, { key: [] }] } })], "api: security of GET /a is nobody's, want an authorizer or AWS_IAM."],
    "an operation whose scheme is nowhere": [[described({ get: { security: [{ tokens: [] }] } })], "api: security of GET /a is nobody's, want an authorizer or AWS_IAM."],
    "an operation that says NONE": [[described({ get: { security: [{ token: [] }], "x-amazon-apigateway-auth": { type: "NONE" } } })], "api: security of GET /a is nobody's, want an authorizer or AWS_IAM."],
    "a method that says NONE": [[{ type: method, name: "get", props: { httpMethod: "GET", authorization: "NONE" } }], 'get: authorization is "NONE", want an authorizer or AWS_IAM.'],
  },
  open: {
    "a body that is not known yet": [[api(unknownStringValue)], "body of api"],
    "a body that is no JSON": [[api("openapi: 3.0.1")], "body of api"],
  },
});

const validators = { "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true }, body: { validateRequestBody: true } } };

holds(interfacesCheckRequests, {
  silent: {
    "a validator for all": [described({ post: { requestBody: {}, parameters: [{}] } }, { ...validators, "x-amazon-apigateway-request-validator": "all" })],
    "a validator for one": [described({ post: { requestBody: {}, "x-amazon-apigateway-request-validator": "body" } }, validators)],
    "an operation that is sent nothing": [described({ get: {} })],
    "a method with a validator": [{ type: method, props: { requestModels: { "application/json": "order" }, requestValidatorId: "a" } }],
    "a method that promises nothing": [{ type: method, props: {} }],
  },
  objects: {
    "no validator": [[described({ post: { requestBody: {} }, get: { parameters: [{}] } })], "api: body is without a validator of GET /a, POST /a, want one that checks what they are sent."],
    "a validator that is nowhere": [[described({ post: { requestBody: {} } }, { "x-amazon-apigateway-request-validator": "all" })], "api: body is without a validator of POST /a, want one that checks what they are sent."],
    "a validator of bodies where there are parameters": [[described({ post: { parameters: [{}] } }, { ...validators, "x-amazon-apigateway-request-validator": "body" })],
      "api: body is without a validator of POST /a, want one that checks what they are sent."],
    "a model that nobody looks at": [[{ type: method, name: "post", props: { requestModels: { "application/json": "order" } } }], "post: requestValidatorId is not set, want a validator, without which nobody looks at requestModels."],
  },
});

const named = (props: object): readonly Sketch[] => [{ type: restApi, name: "api", props: { id: "a1", ...props } }, { type: mapping, name: "name", props: { restApi: "a1" } }];

holds(interfacesHaveOneName, {
  silent: {
    "an interface with one name": named({ disableExecuteApiEndpoint: true }),
    "an interface that has only the name of AWS": [{ type: restApi, name: "api", props: { id: "a1" } }, { type: mapping, name: "name", props: { restApi: "a2" } }],
  },
  objects: {
    "an interface with two": [named({}), "api: disableExecuteApiEndpoint is not set, want true."],
    "one that says so": [named({ disableExecuteApiEndpoint: false }), "api: disableExecuteApiEndpoint is false, want true."],
  },
});
