// @ts-nocheck
import * as random from "@pulumi/random";
import * as pulumi from "@pulumi/pulumi";
class C extends pulumi.ComponentResource { constructor(n: string, args: any, opts?: any) { super("x:index:C", n, args, opts);
  new random.RandomId(`${n}-id`, { byteLength: 4 }, { parent: this }); this.registerOutputs({}); } }
const pet = new random.RandomPet("pet", {});
new C("c", { a: "x", s: pulumi.secret("hush"), from: pet.id, pet, deep: { list: [pet.id, 1] } }, { protect: true });
class D extends pulumi.ComponentResource { constructor(n: string, opts?: any) { super("x:index:D", n, {}, opts); this.registerOutputs(); } }
new D("d", { dependsOn: [pet], ignoreChanges: ["x"] });
const e = new random.RandomId("role", { byteLength: 4, keepers: { pet: pet as any } }, { hooks: undefined });
const inner = new random.RandomId("under-custom", { byteLength: 4 }, { parent: e, retainOnDelete: true, deletedWith: pet });
new random.RandomId("under-under", { byteLength: 4 }, { parent: inner, replaceWith: [pet], hideDiffs: ["byteLength"], import: undefined });
pulumi.runtime.registerResourceTransform((a) => a.type === "random:index/randomId:RandomId" ? { props: { ...a.props, prefix: "t" }, opts: { ...a.opts, ignoreChanges: ["prefix"] } } : undefined);
export const out = pet.id;
