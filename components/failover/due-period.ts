/** Seconds over which one word of the detector counts. Source: CloudWatch User Guide, "Alarm evaluation": such an alarm is looked at every minute. */
export const duePeriodSeconds = 60;
