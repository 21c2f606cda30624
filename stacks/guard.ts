import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { globalDatabaseOf } from "./database";
import { controlTableName } from "./failover-names";
import { itemsWanted, meaningOf, sentenceOf, tableSaid, writerIn, type ItemSaid } from "./guard-answers";
import { guardProblems, type DatabaseSaid, type Said } from "./guard-truth";
import { placesOf, type PlaceToday } from "./places";
import { type Settings } from "./settings";

/** Milliseconds that a place has to answer: a lost one keeps a deployment waiting no longer. */
const patience = 2_000;

/** Milliseconds that a provider has to get ready, which takes its plugin and one call for the account. */
const readiness = 20_000;

/** Times that a request is tried again: what is not answered then is no answer. */
const retries = 1;

/**
 * Holds the settings against the platform as it is: who is active by the control table, who writes by RDS, who moves it now. It asks both
 * places, each by a way of its own that depends on neither. Nothing else is asked for before it agrees.
 */
class Guard extends pulumi.ComponentResource {
  /** Settles once the settings agree with the platform. */
  readonly agreed: Promise<void>;
  private readonly keys: readonly [string, string];

  constructor(name: string, private readonly settings: Settings, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:platform:Guard", name, {}, opts);
    const [first, second] = placesOf(settings);
    this.keys = [first.key, second.key];
    const asked = [first, second].map(async (place) => this.ask(place, this.wayInto(place)));
    this.agreed = Promise.all(asked).then((said) => { this.judge(said); });
    this.registerOutputs({});
  }

  /** Vouched for by a third region, so that a lost one does not stop it, and short of patience. */
  private wayInto({ key, region, account }: PlaceToday): aws.Provider {
    return new aws.Provider(`guard-${key}-aws`, {
      region, stsRegion: this.settings.recovery.witness, allowedAccountIds: [account], skipCredentialsValidation: true, maxRetries: retries,
    }, { parent: this });
  }

  private async ask({ key: place }: PlaceToday, provider: aws.Provider): Promise<Said> {
    try {
      await within(readiness, aws.getPartition({}, { provider }));
    } catch (error) {
      const silent = { kind: "silent", why: sentenceOf(error) } as const;
      return { place, table: silent, database: silent };
    }
    const [items, database] = await Promise.all([
      Promise.all(itemsWanted(this.keys).map(async ([word, key]) => [word, await askItem(key, provider)] as const)), this.askDatabase(provider),
    ]);
    return { place, table: tableSaid(this.keys, Object.fromEntries(items)), database };
  }

  private async askDatabase(provider: aws.Provider): Promise<DatabaseSaid> {
    const regions = Object.fromEntries(placesOf(this.settings).map(({ key, region }) => [key, region]));
    try {
      // eslint-disable-next-line no-restricted-syntax -- the guard is what looks
      const { members } = await within(patience, aws.rds.getGlobalCluster({ identifier: globalDatabaseOf(this.settings) }, { provider }));
      return writerIn(members, regions);
    } catch (error) {
      const meaning = meaningOf(error);
      return meaning.kind === "silent" ? meaning : { kind: "absent" };
    }
  }

  private judge(said: readonly Said[]): void {
    const { primary, epoch, places: [{ key: born }] } = this.settings;
    const problems = guardProblems({ primary, epoch, born, now: Date.now() }, said);
    if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
  }
}

/**
 * Options of the platform: nothing of it is registered before the guard agrees, since all of it hangs under what waits. Under
 * `backup-restore` a deployment is what moves the platform, and nothing records who is active.
 */
export function guarded(settings: Settings, opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
  if (settings.guard === "off" || settings.recovery.strategy === "backup-restore") return opts;
  const { agreed } = new Guard("guard", settings, opts.parent === undefined ? {} : { parent: opts.parent });
  const waits: Promise<pulumi.Resource[]> = agreed.then(() => []);
  return { ...opts, dependsOn: waits };
}

async function askItem(key: string, provider: aws.Provider): Promise<ItemSaid> {
  try {
    // eslint-disable-next-line no-restricted-syntax -- the guard is what looks
    const { item } = await within(patience, aws.dynamodb.getTableItem({ tableName: controlTableName(), key }, { provider }));
    return { kind: "item", attributes: item };
  } catch (error) {
    return meaningOf(error);
  }
}

/** The answer, or an error when it does not come in time. The call itself ends by its provider's own patience. */
async function within<T>(milliseconds: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`no answer within ${String(milliseconds / 1000)} s`)); }, milliseconds);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
