import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Invoker } from "./lambda-invokers";
import { isPositiveInteger } from "./numbers";
import { insist } from "./problems";

export interface ScheduleArgs {
  /** What for, in one sentence for the console. */
  readonly description: string;
  /** Whole minutes between two calls. */
  readonly everyMinutes: number;
}

/** A call that comes too late is of no use: the next one is due. Source: EventBridge API, `RetryPolicy`, at least 60 seconds. */
const shortestEventAgeSeconds = 60;

/**
 * Calls a function at every interval. The function takes {@link Schedule.invoker} among its invokers, and is then handed to
 * {@link Schedule.call}: rule, permission and target wait for each other in that order.
 *
 * @throws {pulumi.ResourceError} when the interval is none.
 */
export class Schedule extends pulumi.ComponentResource {
  /** What lets the rule, and nothing else of EventBridge, call the function. */
  readonly invoker: Invoker;
  readonly #rule: aws.cloudwatch.EventRule;

  constructor(private readonly name: string, private readonly args: ScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:core:Schedule", name, {}, opts);
    const { everyMinutes, description } = args;
    insist(isPositiveInteger(everyMinutes) ? [] : [`everyMinutes is ${everyMinutes}: want whole minutes, 1 or more`], this);
    this.#rule = new aws.cloudwatch.EventRule(name, { description, scheduleExpression: rate(everyMinutes) }, { parent: this });
    this.invoker = { principal: "events.amazonaws.com", sourceArn: this.#rule.arn, account: "in-arn" };
    this.registerOutputs({});
  }

  /**
   * Begins to call a function: a component that holds the permission as well.
   *
   * @param input - JSON that the function is called with, 8,192 characters at most. Source: EventBridge API, `Target`, Input. Absent: the event itself.
   */
  call(to: pulumi.Resource & { readonly arn: pulumi.Output<string> }, input?: pulumi.Input<string>): void {
    new aws.cloudwatch.EventTarget(this.name, {
      rule: this.#rule.name, arn: to.arn, ...(input !== undefined && { input }),
      retryPolicy: { maximumEventAgeInSeconds: Math.max(shortestEventAgeSeconds, this.args.everyMinutes * 60), maximumRetryAttempts: 2 },
    }, { parent: this, dependsOn: to });
  }
}

/** Source: EventBridge User Guide, "Creating a rule that runs on a schedule", rate expressions: one minute is singular. */
function rate(minutes: number): string {
  return `rate(${minutes} ${minutes === 1 ? "minute" : "minutes"})`;
}
