/** Memory of a process, in bytes. */
export interface Resident {
  /** Resident now. */
  readonly now: number;
  /** The most that has been resident since the process started its program. */
  readonly peak: number;
}

const kibibyte = 1024;

/** Memory that a `/proc/<pid>/status` tells of. Undefined for a process that has ended and given all back. Source: proc_pid_status(5). */
export function residentIn(status: string): Resident | undefined {
  const [now, peak] = ["VmRSS", "VmHWM"].map((field) => new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]);
  return now === undefined || peak === undefined ? undefined : { now: Number(now) * kibibyte, peak: Number(peak) * kibibyte };
}
