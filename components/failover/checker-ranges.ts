import { type CheckerRegion } from "./checkers";

/**
 * IPv4 addresses that Route 53 checks from, of no region and of each. AWS changes them rarely, and says so in advance.
 * Source: https://ip-ranges.amazonaws.com/ip-ranges.json, service ROUTE53_HEALTHCHECKS, as published on 5 October 2026 (syncToken 1791186424).
 */
const ranges: Readonly<Record<CheckerRegion | "GLOBAL", readonly string[]>> = {
  "GLOBAL": ["15.177.0.0/18"],
  "ap-northeast-1": ["54.248.220.0/26", "54.250.253.192/26"],
  "ap-southeast-1": ["54.251.31.128/26", "54.255.254.192/26"],
  "ap-southeast-2": ["54.252.254.192/26", "54.252.79.128/26"],
  "eu-west-1": ["176.34.159.192/26", "54.228.16.0/26"],
  "sa-east-1": ["177.71.207.128/26", "54.232.40.64/26"],
  "us-east-1": ["107.23.255.0/26", "54.243.31.192/26"],
  "us-west-1": ["54.183.255.128/26", "54.241.32.64/26"],
  "us-west-2": ["54.244.52.192/26", "54.245.168.0/26"],
};

/**
 * Addresses that a health check may come from, whichever regions are asked to check: all of them, so that a change of regions opens
 * nothing in a moment when nobody can. A checker that is given a domain name asks it over IPv4 alone.
 * Source: Route 53 Developer Guide, "Values that you specify when you create or update health checks", Domain name.
 */
export const checkerRanges: readonly string[] = Object.values(ranges).flat().sort();
