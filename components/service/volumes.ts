/** A path in the container that may be written to, backed by an empty volume of the task. */
export interface WritableVolume {
  readonly name: string;
  readonly path: string;
}

/**
 * Where the agent of ECS Exec writes. AWS supports it with a writable root file system only (ECS Developer Guide, "Monitor
 * Amazon ECS containers with ECS Exec", Considerations); users report that with volumes at these paths it also runs on a
 * read-only one. Source: github.com/aws/containers-roadmap, issue 1359.
 */
const execPaths = ["/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"] as const;

/** The writable volumes of a task, in the order of their names. */
export function writableVolumes(paths: readonly string[], exec: boolean): WritableVolume[] {
  return [...new Set([...paths, ...(exec ? execPaths : [])])]
    .map((path) => ({ name: volumeName(path), path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is wrong with writable paths, one sentence each. */
export function volumeProblems(paths: readonly string[]): string[] {
  const names = paths.map(volumeName);
  return [
    ...paths.filter((path) => !/^(\/[A-Za-z0-9][\w.-]*)+$/.test(path))
      .map((path) => `writablePaths holds "${path}": want an absolute path below the root without a slash at its end, such as /tmp`),
    ...paths.filter((_, index) => names.indexOf(names[index] ?? "") !== index)
      .map((path) => `writablePaths holds "${path}" beside another path that makes the same volume name: name it once, or differently`),
  ];
}

/** Volume names hold letters, digits, hyphens and underscores. Source: ECS API, `Volume`, name. */
function volumeName(path: string): string {
  return path.replace(/^\//, "").replace(/[^A-Za-z0-9]+/g, "-");
}
