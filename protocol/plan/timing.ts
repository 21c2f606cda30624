/**
 * Seconds that the lock outlives the start of each try of a step. Longer than any try and the wait after it, so that no step ends
 * under somebody else's lock; short enough that whoever takes over from a run that died waits for two minutes only.
 */
export const leaseSeconds = 120;

/**
 * Seconds for which a place's confirmation that it stopped writing counts. The place itself holds to it for as long as it knows of the lock
 * that was renewed before it was asked; a call that is sent after this would arrive later.
 */
export const fenceHoldsSeconds = 100;

/** Seconds within which the other place answers a call, or has not answered: a fence makes two such calls, one after the other, where it has to be taken back. */
export const remoteSeconds = 5;

/** Seconds that people have to answer. */
export const approvalSeconds = 1800;

/** Seconds between two looks at whatever a step waits for: half of it is what waiting adds to an outage. */
export const pollSeconds = 5;

/**
 * Seconds between two looks once a step is overdue. An execution of Step Functions keeps 25,000 events, and a look with its wait is ten of them: at
 * {@link pollSeconds} it would end by itself after three hours and a half, with nobody told why.
 * Source: Step Functions Developer Guide, "Service quotas", quotas related to state machine executions.
 */
export const latePollSeconds = 30;

/** Age, in seconds, up to which what the detector found about the standby needs no second look. */
export const freshReadinessSeconds = 300;

/** Seconds after which people are paged about a step that waits. The step goes on waiting. */
export const overdueSeconds = { "await-writer": 900, smoke: 60, route: 180 } as const;

/** Seconds after which a step that waits gives the activation to people. Its lock stays until the lease ends. */
export const heldAfterSeconds = { "await-writer": 3600, smoke: 3600, route: 6 * 3600 } as const;

/**
 * Seconds after which a place claims users whose other place follows it: until then names are expected to move by what both say of themselves, and a
 * claim that is not needed would stand against the other place when it is activated next.
 */
export const claimAfterSeconds = 60;

/** Seconds that full capacity is waited for; then the place serves what it can and turns the rest away. */
export const capacitySeconds = 600;

/** Share of the wanted tasks that is enough to go on. */
export const capacityPercent = 60;

/** Seconds after a call in which the database may still say that nothing is under way. */
export const promotionSettleSeconds = 60;

/** Most calls that ask the database to move, in one activation. */
export const mostPromotions = 5;
