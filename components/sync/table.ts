/**
 * What the table of records is looked up by. One item is one record, or one user let into a space: nothing is kept twice, so
 * nothing can fall apart when two regions settle who wrote last, an item at a time.
 */
export const syncTable = {
  hashKey: { name: "space", type: "S" },
  rangeKey: { name: "id", type: "S" },
  indexes: {
    /** Records of a space in the order of their changes. */
    changes: { hashKey: { name: "space", type: "S" }, rangeKey: { name: "changed", type: "N" }, projection: "all" },
    /** Spaces that a user was let into. */
    memberships: { hashKey: { name: "member", type: "S" }, rangeKey: { name: "space", type: "S" }, projection: "keys" },
  },
  ttlAttribute: "expires",
} as const;

