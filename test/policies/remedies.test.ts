import assert from "node:assert/strict";
import type { ResourceRemediation } from "@pulumi/policy";
import * as server from "@pulumi/policy/server";
import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ResourceRule } from "../../policies/lib/rule";
import { unknownStringValue } from "../../policies/lib/sdk";
import { rules } from "../../policies/pack";
import { keysRotate } from "../../policies/rules/encryption/keys-rotate";
import { publicAccessBlocksAreWhole } from "../../policies/rules/exposure/buckets-block-public-access";
import { resourcesAreTagged } from "../../policies/rules/governance/rules";
import { secretMark, secretSig } from "../../tools/recorder/graph";
import { urnOf } from "./support";

type Rpc = (call: { request: unknown }, answer: (error: Error | null | undefined, response: analyzer.RemediateResponse) => void) => Promise<void>;
// The SDK's typings leave its server out.
const { makeRemediateRpcFun } = server as unknown as { readonly makeRemediateRpcFun: (...pack: readonly [string, string, string, readonly unknown[]]) => Rpc };

type Props = Readonly<Record<string, unknown>>;

/** What a remedy makes of a resource, by the SDK's own way there and back; undefined where it leaves it as it is. */
async function remedied(rule: ResourceRule, { type, props }: { type: string; props: Props }, { level = "remediate", settings = {} }: { level?: string; settings?: object } = {}): Promise<unknown> {
  const remediate = rule.remediateResource as ResourceRemediation;
  const own: ResourceRemediation = (args) => remediate(Object.assign(Object.create(args) as typeof args, { getConfig: () => settings }));
  const request = new proto.AnalyzeRequest().setType(type).setName("it").setUrn(urnOf({ type, name: "it" })).setProperties(Struct.fromJavaScript(props as never)).setOptions(new proto.AnalyzerResourceOptions());
  return new Promise((resolve, reject) => {
    void makeRemediateRpcFun("pack", "0.0.0", "mandatory", [{ ...rule, enforcementLevel: level, remediateResource: own }])({ request }, (error, response) => {
      if (error !== null && error !== undefined) { reject(error); return; }
      const [remedy] = response.getRemediationsList();
      resolve(remedy?.getProperties()?.toJavaScript());
    });
  });
}

const key = "aws:kms/key:Key";
const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const queue = "aws:sqs/queue:Queue";
const tags = { settings: { tags: ["app", "owner"], values: { app: "shop", owner: "ann" } } };

describe("remedies", () => {
  it("are those of three rules, none of which has one by default", () => {
    const able = rules.filter((rule) => "remediateResource" in rule && rule.remediateResource !== undefined);
    assert.deepEqual(able.map(({ name }) => name), [keysRotate.name, publicAccessBlocksAreWhole.name, resourcesAreTagged.name]);
    assert.deepEqual(able.filter(({ enforcementLevel }) => enforcementLevel === "remediate"), []);
  });
  it("do nothing at another level", async () => {
    assert.equal(await remedied(keysRotate, { type: key, props: {} }, { level: "mandatory" }), undefined);
  });

  it("let a key rotate, and keep what else is asked of it", async () => {
    assert.deepEqual(await remedied(keysRotate, { type: key, props: { description: "a", enableKeyRotation: false } }), { description: "a", enableKeyRotation: true });
  });
  it("leave keys alone that rotate already, or that AWS does not rotate, or whose kind is not known", async () => {
    for (const props of [{ enableKeyRotation: true }, { keyUsage: "SIGN_VERIFY" }, { customerMasterKeySpec: "HMAC_256" }, { customKeyStoreId: "cks-1" }, { keyUsage: unknownStringValue }, { enableKeyRotation: unknownStringValue }]) {
      assert.equal(await remedied(keysRotate, { type: key, props }), undefined);
    }
  });

  it("close every way that a public access block leaves open, and keep what is not known", async () => {
    assert.deepEqual(await remedied(publicAccessBlocksAreWhole, { type: block, props: { bucket: unknownStringValue, blockPublicAcls: true, blockPublicPolicy: false } }),
      { bucket: unknownStringValue, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
  });
  it("leave a whole block, and other types, alone", async () => {
    assert.equal(await remedied(publicAccessBlocksAreWhole, { type: block, props: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true } }), undefined);
    assert.equal(await remedied(publicAccessBlocksAreWhole, { type: "aws:s3/bucket:Bucket", props: {} }), undefined);
  });

  it("add the tags that are missing, to what the provider has made of them too", async () => {
    assert.deepEqual(await remedied(resourcesAreTagged, { type: queue, props: { tags: { app: "other" }, tagsAll: { app: "other", stack: "prod" } } }, tags),
      { tags: { app: "other", owner: "ann" }, tagsAll: { app: "other", stack: "prod", owner: "ann" } });
    assert.deepEqual(await remedied(resourcesAreTagged, { type: queue, props: {} }, tags), { tags: { app: "shop", owner: "ann" } });
  });
  it("keep a tag that is not known yet", async () => {
    assert.deepEqual(await remedied(resourcesAreTagged, { type: queue, props: { tags: { app: unknownStringValue } } }, tags), { tags: { app: unknownStringValue, owner: "ann" } });
  });
  it("keep tags secret that are", async () => {
    assert.deepEqual(await remedied(resourcesAreTagged, { type: queue, props: { tags: { [secretSig]: secretMark, value: { app: "a" } } } }, tags), { tags: { [secretSig]: secretMark, value: { app: "a", owner: "ann" } } });
  });
  it("leave tags alone that are all there, or not known", async () => {
    assert.equal(await remedied(resourcesAreTagged, { type: queue, props: { tags: { app: "a", owner: "b" } } }, tags), undefined);
    assert.equal(await remedied(resourcesAreTagged, { type: queue, props: { tags: unknownStringValue } }, tags), undefined);
  });
});
