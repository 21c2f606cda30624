/**
 * Most characters of the name that a certificate is made out to; its other names may have more.
 * Source: ACM API, RequestCertificate, DomainName.
 */
const longestFirstName = 64;

/**
 * Most names that one certificate holds before AWS is asked for more.
 * Source: ACM User Guide, "Quotas", domain names per ACM certificate.
 */
const mostNames = 10;

/** What keeps ACM from issuing one certificate for these names, one sentence each. */
export function domainProblems(domains: readonly string[]): string[] {
  const [first = ""] = domains;
  const problems: string[] = [];
  if (first.length > longestFirstName) {
    problems.push(`${first} has ${String(first.length)} characters: the first name of a certificate has ${String(longestFirstName)} at most`);
  }
  if (domains.length > mostNames) {
    problems.push(`a certificate for ${String(domains.length)} names: want ${String(mostNames)} at most, so give the services fewer hosts`);
  }
  for (const domain of domains.filter((each) => each.includes("*"))) {
    problems.push(`${domain} is a wildcard: name each host, so that a stolen key serves no other`);
  }
  for (const domain of new Set(domains.filter((each, index) => domains.indexOf(each) !== index))) {
    problems.push(`${domain} is asked for more than once: list each name once`);
  }
  return problems;
}

/** Key of a domain inside its zone, for names of resources: `app` for `app.example.com`, `apex` for the zone itself. */
export function keyOf(domain: string, zoneName: string): string {
  if (domain === zoneName) return "apex";
  return domain.slice(0, -(zoneName.length + 1)).replaceAll(".", "-");
}

/** What keeps a zone from proving that these names are its owner's, one sentence each. */
export function zoneProblems(domains: readonly string[], zoneName: string): string[] {
  const outside = domains.filter((domain) => domain !== zoneName && !domain.endsWith(`.${zoneName}`));
  const inside = domains.filter((domain) => !outside.includes(domain));
  return [
    ...outside.map((domain) => `${domain} is outside the zone: want ${zoneName} or a name that ends in .${zoneName}`),
    ...inside.flatMap((domain, index) => {
      const twin = inside.slice(0, index).find((earlier) => keyOf(earlier, zoneName) === keyOf(domain, zoneName));
      return twin === undefined ? [] : [`${domain} and ${twin} would both be called ${keyOf(domain, zoneName)}: rename one of them`];
    }),
  ];
}
