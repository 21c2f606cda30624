export { Content, type ContentArgs } from "./content";
