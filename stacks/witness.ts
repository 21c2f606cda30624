import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction } from "../components/core/lambda";
import { Schedule } from "../components/core/lambda-schedule";
import { type Place } from "../components/core/place";
import { partition } from "../components/core/regions";
import { originName } from "../components/failover";
import { Keys } from "../components/keys";
import { Topic } from "../components/messaging";
import { useKeyedItems, type GlobalTable } from "../components/tables";
import { bundleOf, type Bundles } from "./bundles";
import { placesOf } from "./places";
import { providerFor, stackPrefix } from "./providers";
import { fqdnOf } from "./public-names";
import { type Settings } from "./settings";

export interface WitnessArgs {
  readonly settings: Settings;
  readonly bundles: Bundles;
  readonly control: GlobalTable;
}

/** What the witness's names start with. It is no place: nothing is kept there, and nobody is served. */
const key = "witness";

/** A minute of looks, and the patience of the last. */
const witnessSeconds = 90;

/**
 * Who looks at both places from a third region, so that one that is merely cut off from the other is not taken for lost. It keeps nothing: it
 * tells each place what it saw, in the place's own replica of the control table. When its region is lost, detection goes on with two voters.
 */
export class Witness extends pulumi.ComponentResource {
  constructor(name: string, { settings, bundles, control }: WitnessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Witness", name, {}, opts);
    const { account, recovery: { witness, detection }, keyDeletionDays, protection } = settings;
    const place: Place = { key, region: witness, account, partition };
    const inside = { parent: this, providers: { aws: providerFor({ place: key, region: witness, account, tags: settings, stsRegion: witness }, { parent: this }) } };
    const keys = new Keys(`${key}-keys`, {
      place, purposes: ["functions", "logs", "messages"], aliasPrefix: stackPrefix(), deletionWindowDays: keyDeletionDays,
    }, { ...inside, protect: protection });
    const operators = new Topic(`${key}-operators`, {
      place, keyArn: keys.arnOf("messages"), publishers: { Alarms: { principal: "cloudwatch.amazonaws.com", account: "told" } }, subscribers: settings.messaging.operators,
    }, inside);
    const minute = new Schedule(`${key}-watch`, { description: "Looks at both places, for a minute", everyMinutes: 1 }, inside);
    const places = placesOf(settings);
    minute.call(new LambdaFunction(`${key}-look`, {
      place, code: bundleOf(bundles, "failover-witness"), description: "Looks at both places from a third region, and tells each what it saw.",
      capacity: { memoryMiB: 256, timeoutSeconds: witnessSeconds }, environment: {},
      keys: { functionsArn: keys.arnOf("functions"), logsArn: keys.arnOf("logs") },
      grants: places.flatMap((each) => useKeyedItems({ ...control.endIn(each), key: `control-${each.key}` }, ["dynamodb:UpdateItem"], [`witness#${each.key}`])),
      calls: { invokers: { minute: minute.invoker }, failedEvents: "queue" },
      watch: { logRetentionDays: settings.functions.logRetentionDays, alarmActionArns: [operators.arn] },
    }, inside), JSON.stringify({
      places: places.map(({ key: of, region }) => ({ place: of, region, origin: originName(of, settings.domain.zone) })),
      front: fqdnOf(settings.services[settings.domain.front]?.route.host ?? settings.domain.front, settings.domain), periodSeconds: detection.periodSeconds, table: control.tableName,
    }));
    this.registerOutputs({});
  }
}
