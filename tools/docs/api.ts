import { documentOf } from "../../functions/api/document";

/** The document of the API, with the address that the examples of settings give it. */
export function apiPage(): string {
  return `${JSON.stringify(documentOf({ url: "https://api.example.com/v1", title: "API of example.com" }), undefined, 1)}\n`;
}
