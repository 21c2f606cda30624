/** What the table of records that devices keep in step is called among the platform's tables. */
export const recordsKey = "sync-records";
