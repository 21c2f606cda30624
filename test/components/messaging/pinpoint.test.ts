import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Pinpoint, type PinpointArgs } from "../../../components/messaging";
import { isSecret } from "../../../tools/recorder/property";
import { record, value, type Node, type Nodes } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const name = "use2-messaging";
const args: PinpointArgs = { place, physicalName: "understudy-prod", keys: { messagesArn: "arn:key:messages", logsArn: "arn:key:logs" }, alarmActionArns: ["arn:operators"] };
const everything: PinpointArgs = {
  ...args,
  push: {
    fcm: { serviceJson: pulumi.secret("{service}") }, adm: { clientId: "client", clientSecret: pulumi.secret("amazon") },
    apns: { bundleId: "com.example.app", teamId: "TEAM", keyId: "KEY", tokenKey: pulumi.secret("p8"), sandbox: true },
  },
  sms: { messageType: "TRANSACTIONAL", originationArns: ["arn:number"], deletionProtection: true, recordDays: 365 },
  email: { domain: "example.com" },
};
const tokens = { dkimSigningAttributes: { tokens: ["one", "two", "three"] } };
const build = (change: Partial<PinpointArgs>) => record((opts) => new Pinpoint(name, { ...args, ...change }, opts),
  (type) => (type === "aws:sesv2/emailIdentity:EmailIdentity" ? tokens : {}));

/** Resources of a capability, as `type name`. */
const ofService = (graph: Nodes, service: string): string[] => graph.identities.filter((each) => each.startsWith(`aws:${service}/`)).map((each) => each.slice(each.lastIndexOf(":") + 1));
const secretsOf = ({ state }: Node): string[] => Object.entries(state.inputs).filter(([, input]) => isSecret(input)).map(([key]) => key).sort();

describe("Pinpoint", () => {
  it("has an application with a channel for each service that pushes, and no credential in clear", async () => {
    const { graph, result } = await build(everything);
    assert.deepEqual(ofService(graph, "pinpoint").filter((each) => !each.startsWith("Sms")), [
      "AdmChannel use2-messaging-push-adm", "ApnsChannel use2-messaging-push-apns", "ApnsSandboxChannel use2-messaging-push-apns-sandbox",
      "App use2-messaging-push", "GcmChannel use2-messaging-push-fcm",
    ]);
    const channel = (type: string, part: string): Node => graph.one(`aws:pinpoint/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`, `${name}-push-${part}`);
    const applicationId = await value(result.applicationId ?? pulumi.output("none"));
    const apple = { applicationId, bundleId: "com.example.app", teamId: "TEAM", tokenKeyId: "KEY", tokenKey: "p8", defaultAuthenticationMethod: "KEY" };
    const channels = [channel("gcmChannel", "fcm"), channel("apnsChannel", "apns"), channel("apnsSandboxChannel", "apns-sandbox"), channel("admChannel", "adm")];
    assert.deepEqual(channels.map(({ inputs }) => inputs), [
      { applicationId, serviceJson: "{service}", defaultAuthenticationMethod: "TOKEN" }, apple, apple, { applicationId, clientId: "client", clientSecret: "amazon" },
    ]);
    assert.deepEqual(channels.map(secretsOf), [
      ["serviceJson"], ["bundleId", "teamId", "tokenKey", "tokenKeyId"], ["bundleId", "teamId", "tokenKey", "tokenKeyId"], ["clientId", "clientSecret"],
    ]);
  });

  it("asks for nothing that ended, whatever it is given", async () => {
    const { graph } = await build(everything);
    assert.deepEqual(graph.inputs("aws:pinpoint/app:App"), { "use2-messaging-push": {} });
    assert.deepEqual(graph.identities.filter((each) => /pinpoint\/(eventStream|email|sms(?!voicev2)|baidu)|customerprofiles|connect\//i.test(each)), []);
  });

  it("keeps text messages to given numbers, hears of wrong ones, and records every one", async () => {
    const { graph } = await build({ sms: everything.sms });
    const set = "use2-messaging-sms";
    assert.deepEqual(graph.inputs("aws:pinpoint/smsvoicev2Pool:Smsvoicev2Pool"), { [set]: {
      messageType: "TRANSACTIONAL", originationIdentities: ["arn:number"], optOutListName: "understudy-prod", selfManagedOptOutsEnabled: false, sharedRoutesEnabled: false, deletionProtectionEnabled: true,
    } });
    const destinations = graph.inputs("aws:pinpoint/smsvoicev2EventDestination:Smsvoicev2EventDestination");
    assert.deepEqual(Object.entries(destinations).map(([key, { matchingEventTypes, snsDestination, cloudwatchLogsDestination }]) => [key, matchingEventTypes, snsDestination ?? cloudwatchLogsDestination]), [
      ["use2-messaging-sms-feedback", ["TEXT_INVALID"], { topicArn: "arn:aws:test:::use2-messaging-feedback" }],
      ["use2-messaging-sms-record", ["TEXT_ALL"], { iamRoleArn: "arn:aws:test:::use2-messaging-sms", logGroupArn: "arn:aws:test:::use2-messaging-sms" }],
    ]);
    assert.deepEqual(graph.one("aws:iam/role:Role", set).inputs["assumeRolePolicy"], { Version: "2012-10-17", Statement: [{
      Sid: "Assume", Effect: "Allow", Principal: { Service: "sms-voice.amazonaws.com" }, Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:sms-voice:us-east-2:111122223333:configuration-set/understudy-prod" } },
    }] });
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", set).inputs, { kmsKeyId: "arn:key:logs", retentionInDays: 365 });
  });

  it("leases no number by itself", async () => {
    const { graph, result } = await build({ sms: { messageType: "PROMOTIONAL", originationArns: [], deletionProtection: false, recordDays: 30 } });
    assert.deepEqual(graph.ofType("aws:pinpoint/smsvoicev2Pool:Smsvoicev2Pool").concat(graph.ofType("aws:pinpoint/smsvoicev2PhoneNumber:Smsvoicev2PhoneNumber")), []);
    assert.equal(result.sms?.pool, undefined);
  });

  it("signs e-mails, and hears what came back, once", async () => {
    const { graph, result } = await build({ email: everything.email });
    const part = "use2-messaging-email";
    assert.deepEqual(graph.one("aws:sesv2/emailIdentity:EmailIdentity", part).inputs, {
      emailIdentity: "example.com", configurationSetName: "understudy-prod", dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
    });
    assert.deepEqual(graph.one("aws:sesv2/configurationSet:ConfigurationSet", part).inputs, {
      configurationSetName: "understudy-prod", deliveryOptions: { tlsPolicy: "REQUIRE" }, reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true }, suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
    });
    assert.deepEqual(graph.one("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination", `${part}-feedback`).inputs, {
      configurationSetName: "understudy-prod", eventDestinationName: "feedback",
      eventDestination: { enabled: true, matchingEventTypes: ["BOUNCE", "COMPLAINT"], snsDestination: { topicArn: "arn:aws:test:::use2-messaging-feedback" } },
    });
    const forwarding = graph.one("aws:sesv2/emailIdentityFeedbackAttributes:EmailIdentityFeedbackAttributes", part);
    assert.deepEqual(forwarding.inputs, { emailIdentity: "example.com", emailForwardingEnabled: false });
    assert.ok(forwarding.dependencies.includes("aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination use2-messaging-email-feedback"));
    assert.deepEqual(await Promise.all((result.email?.proof.dkimTokens ?? []).map((token) => value(token))), ["one", "two", "three"]);
    assert.deepEqual(Object.entries(graph.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")).map(([key, { metricName, threshold, dimensions, alarmActions }]) => [key, metricName, threshold, dimensions, alarmActions]), [
      [`${part}-bounces`, "Reputation.BounceRate", 0.05, { "ses:configuration-set": "understudy-prod" }, ["arn:operators"]],
      [`${part}-complaints`, "Reputation.ComplaintRate", 0.001, { "ses:configuration-set": "understudy-prod" }, ["arn:operators"]],
    ]);
  });

  it("lets those services publish to the topic of feedback that it uses, for this account alone", async () => {
    const publishersOf = async (change: Partial<PinpointArgs>): Promise<unknown[]> => {
      const { graph } = await build(change);
      return Object.values(graph.inputs("aws:sns/topicPolicy:TopicPolicy")).flatMap(({ policy }) => (policy as { Statement: { Principal: unknown; Condition: unknown }[] }).Statement.slice(1).map(({ Principal, Condition }) => [Principal, Condition]));
    };
    const own = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    const [email, sms] = [[{ Service: "ses.amazonaws.com" }, own], [{ Service: "sms-voice.amazonaws.com" }, own]];
    assert.deepEqual([await publishersOf(everything), await publishersOf({ email: everything.email }), await publishersOf({ push: everything.push })], [[email, sms], [email], []]);
  });
});
