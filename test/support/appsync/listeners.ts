import assert from "node:assert/strict";
import { buildSchema, Kind } from "graphql";
import { bundleResolvers } from "../../../stacks/resolvers";
import { type Api, type Caller } from "./api";

/** What AppSync adds to every schema, as far as ours uses it. Source: AWS AppSync Developer Guide, "Designing your schema", directives. */
export const addedToSchemas = "directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION\n";

type Told = Readonly<Record<string, unknown>>;
interface Filters {
  readonly filterGroup: readonly { readonly filters: readonly { readonly fieldName: string; readonly operator: string; readonly value: unknown }[] }[];
}

/** A subscription that stands, with what it was told so far. */
export interface Listener {
  readonly field: string;
  readonly told: Told[];
  /** Whether it was ended by the API. */
  readonly ended: boolean;
}
interface Standing extends Listener {
  ended: boolean;
  readonly filter: Filters;
  readonly invalidation: Filters | undefined;
}

let sources: ReadonlyMap<string, readonly string[]> | undefined;

/** Mutations that each subscription hears of, by the schema. */
function mutationsOf(subscription: string): readonly string[] {
  sources ??= new Map(Object.values(buildSchema(addedToSchemas + bundleResolvers().schema).getSubscriptionType()?.getFields() ?? {}).map(({ name, astNode }) => {
    const value = astNode?.directives?.find((each) => each.name.value === "aws_subscribe")?.arguments?.[0]?.value;
    return [name, value?.kind === Kind.LIST ? value.values.map((each) => ("value" in each ? String(each.value) : "")) : []];
  }));
  return sources.get(subscription) ?? assert.fail(`there is no subscription ${subscription}`);
}

/**
 * Devices that listen to the API of one place, told as AppSync tells them: what a mutation was asked to answer, to whoever's filter lets
 * that through. Source: AWS AppSync Developer Guide, "Defining enhanced subscriptions filters", "Unsubscribing WebSocket connections using filters".
 */
export class Listeners {
  private readonly all: Standing[] = [];

  constructor(private readonly api: Api) {}

  /** @throws {FieldError} where the caller may not listen. */
  listen(field: string, caller: Caller, args: object = {}): Listener {
    const answer = this.api.call("Subscription", field, { caller, args });
    assert.equal(answer, null, "AppSync takes nothing else from the resolver of a subscription without fields to show");
    const { filter, invalidation } = this.api.asked;
    const standing: Standing = { field, told: [], ended: false, filter: filter as Filters, invalidation: invalidation as Filters | undefined };
    this.all.push(standing);
    return standing;
  }

  /** Calls a mutation that asks for these fields, and tells whoever listens. */
  call<T extends object>(field: string, asks: readonly string[], { caller, args }: { readonly caller: Caller; readonly args: object }): T {
    const answer = this.api.call<T>("Mutation", field, { caller, args });
    const told = Object.fromEntries(Object.entries(answer).filter(([key]) => asks.includes(key)));
    for (const each of this.standing(({ field: to, filter }) => mutationsOf(to).includes(field) && meets(filter, told))) each.told.push(told);
    const invalidated = this.api.asked.invalidated as { readonly subscriptionField: string; readonly payload: Told } | undefined;
    for (const each of this.standing(({ field: to, invalidation }) => to === invalidated?.subscriptionField && meets(invalidation, invalidated.payload))) each.ended = true;
    return answer;
  }

  private standing(which: (each: Standing) => boolean): Standing[] {
    return this.all.filter((each) => !each.ended && which(each));
  }
}

/** Whether one of the groups is met in all its filters. What is not told meets nothing. */
function meets(filters: Filters | undefined, told: Told): boolean {
  return filters?.filterGroup.some((group) => group.filters.every(({ fieldName, operator, value }) => {
    const there = told[fieldName];
    switch (operator) {
      case "eq": return there === value;
      case "contains": return Array.isArray(there) && there.includes(value);
      default: return assert.fail(`the model knows no ${operator}`);
    }
  })) ?? false;
}
