// @ts-nocheck
import * as random from "@pulumi/random";
import * as pulumi from "@pulumi/pulumi";
const p = new random.Provider("random");
class C extends pulumi.ComponentResource { constructor(n: string) { super("x:index:C", n, {}, { providers: { random: p } });
  new random.RandomPassword(`${n}-pw`, { length: 20, keepers: { a: "1" } }, { parent: this });
  new random.RandomId(`${n}-id`, { byteLength: 4 }, { parent: this }); } }
new C("c");
new random.RandomPet("pet", {}, { provider: p });
