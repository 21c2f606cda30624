import assert from "node:assert/strict";
import { keysRotate } from "../../policies/rules/encryption/keys-rotate";
import { listenersUseTls } from "../../policies/rules/encryption/listeners-use-tls";
import { logGroupsUseCustomerKeys } from "../../policies/rules/encryption/log-groups-use-customer-keys";
import { cannotDecide, foreign, objection, verdict } from "./support";
import { unknownStringValue } from "../../policies/lib/sdk";

const elsewhere = { type: "aws:sqs/queue:Queue" };

describe("encryption-kms-keys-rotate", () => {
  const type = "aws:kms/key:Key";
  const sound = { enableKeyRotation: true };

  for (const props of [sound, { ...sound, rotationPeriodInDays: 365 }, { ...sound, keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" }]) {
    it(`is silent about ${JSON.stringify(props)}`, async () => {
      assert.deepEqual(await verdict(keysRotate, { type, props }), []);
    });
  }
  for (const [flaw, sentence] of [
    [{ enableKeyRotation: false }, "subject: enableKeyRotation is false, want true."],
    [{ enableKeyRotation: null }, "subject: enableKeyRotation is not set, want true."],
    [{ rotationPeriodInDays: 730 }, "subject: rotationPeriodInDays is 730, want 365 or less."],
  ] as const) {
    it(`objects to ${JSON.stringify(flaw)}`, async () => {
      assert.deepEqual(await verdict(keysRotate, { type, props: { ...sound, ...flaw } }), [objection(keysRotate, sentence)]);
    });
  }
  it("reports every flaw of a key", async () => {
    assert.equal((await verdict(keysRotate, { type, props: { enableKeyRotation: false, rotationPeriodInDays: 400 } })).length, 2);
  });
  for (const key of ["enableKeyRotation", "keyUsage"]) {
    it(`cannot decide without ${key}`, async () => {
      assert.deepEqual(await verdict(keysRotate, { type, props: { ...sound, [key]: unknownStringValue } }), [cannotDecide(keysRotate, `${key} of subject`)]);
    });
  }
  for (const [props, reason] of [
    [{ keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" }, "AWS rotates symmetric encryption keys only."],
    [{ customerMasterKeySpec: "RSA_4096" }, "AWS rotates symmetric encryption keys only."],
    [{ customKeyStoreId: "cks-1" }, "AWS does not rotate keys in a custom key store."],
  ] as const) {
    it(`has no say about ${JSON.stringify(props)}`, async () => {
      assert.deepEqual(await verdict(keysRotate, { type, props }), [`not applicable: ${reason}`]);
    });
  }
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(keysRotate, elsewhere), [foreign(keysRotate)]);
  });
});

describe("encryption-log-groups-use-customer-keys", () => {
  const type = "aws:cloudwatch/logGroup:LogGroup";
  const sentence = "subject: kmsKeyId is not set, want the ARN of a customer managed key.";

  for (const kmsKeyId of ["arn:aws:kms:us-east-2:111122223333:key/a", unknownStringValue]) {
    it(`is silent about the key ${kmsKeyId}, known or not`, async () => {
      assert.deepEqual(await verdict(logGroupsUseCustomerKeys, { type, props: { kmsKeyId } }), []);
    });
  }
  for (const props of [{}, { kmsKeyId: "" }, { kmsKeyId: null }]) {
    it(`objects to ${JSON.stringify(props)}`, async () => {
      assert.deepEqual(await verdict(logGroupsUseCustomerKeys, { type, props }), [objection(logGroupsUseCustomerKeys, sentence)]);
    });
  }
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(logGroupsUseCustomerKeys, elsewhere), [foreign(logGroupsUseCustomerKeys)]);
  });
});

describe("encryption-listeners-use-tls", () => {
  const type = "aws:lb/listener:Listener";
  const https = { port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", certificateArn: "arn:aws:acm:us-east-2:1:certificate/a" };
  const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
  const http = { port: 80, protocol: "HTTP", defaultActions: [redirect] };
  const accepted = "a policy that starts with ELBSecurityPolicy-TLS13-1-2-, ELBSecurityPolicy-TLS13-1-3-, ELBSecurityPolicy-TLS-1-2-, ELBSecurityPolicy-FS-1-2-";

  for (const [title, props] of [
    ["HTTPS with TLS 1.2 and 1.3", https],
    ["HTTPS with TLS 1.3 only", { ...https, sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }],
    ["HTTPS whose certificate is not known yet", { ...https, certificateArn: unknownStringValue }],
    ["HTTP that only redirects", http],
    ["a redirect that is no list", { ...http, defaultActions: redirect }],
    ["a redirect by a listener that names no protocol", { port: 80, defaultActions: [redirect] }],
  ] as const) {
    it(`is silent about ${title}`, async () => {
      assert.deepEqual(await verdict(listenersUseTls, { type, props }), []);
    });
  }
  it("holds for the other name of the same type", async () => {
    assert.deepEqual(await verdict(listenersUseTls, { type: "aws:alb/listener:Listener", props: { ...http, defaultActions: [] } }),
      [objection(listenersUseTls, 'subject: protocol is "HTTP", want "HTTPS", or a redirect to it as the only action.')]);
  });
  for (const [props, sentence] of [
    [{ ...http, defaultActions: [{ type: "forward" }] }, 'protocol is "HTTP" with the action "forward", want "HTTPS", or a redirect to it as the only action.'],
    [{ ...http, defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] }, 'defaultActions[].redirect.protocol is not set, want "HTTPS".'],
    [{ ...http, defaultActions: [{ type: "redirect", redirect: { protocol: "#{protocol}" } }] }, 'defaultActions[].redirect.protocol is "#{protocol}", want "HTTPS".'],
    [{ ...https, sslPolicy: "ELBSecurityPolicy-2016-08" }, `sslPolicy is "ELBSecurityPolicy-2016-08", want ${accepted}.`],
    [{ ...https, sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" }, `sslPolicy is "ELBSecurityPolicy-TLS13-1-0-2021-06", want ${accepted}.`],
    [{ port: 443, protocol: "TLS", certificateArn: "arn" }, `sslPolicy is not set, want ${accepted}.`],
    [{ ...https, certificateArn: "" }, "certificateArn is not set, want the ARN of a certificate."],
  ] as const) {
    it(`objects: ${sentence}`, async () => {
      assert.deepEqual(await verdict(listenersUseTls, { type, props }), [objection(listenersUseTls, `subject: ${sentence}`)]);
    });
  }
  for (const [props, open] of [
    [{ ...https, protocol: unknownStringValue }, "protocol of subject"],
    [{ ...https, sslPolicy: unknownStringValue }, "sslPolicy of subject"],
    [{ ...http, defaultActions: [{ type: unknownStringValue }] }, "defaultActions[0].type of subject"],
  ] as const) {
    it(`cannot decide without ${open}`, async () => {
      assert.deepEqual(await verdict(listenersUseTls, { type, props }), [cannotDecide(listenersUseTls, open)]);
    });
  }
  for (const [props, reason] of [
    [{ port: 443, protocol: "TCP" }, "TCP and UDP listeners pass on what the client and the target agreed on."],
    [{}, "A gateway load balancer passes packets on as they are."],
  ] as const) {
    it(`has no say about ${JSON.stringify(props)}`, async () => {
      assert.deepEqual(await verdict(listenersUseTls, { type, props }), [`not applicable: ${reason}`]);
    });
  }
  it("has no say about other types", async () => {
    assert.deepEqual(await verdict(listenersUseTls, elsewhere), [foreign(listenersUseTls)]);
  });
});
