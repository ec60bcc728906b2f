// Those of all pages, by the name that the book has for them.
export * from '../bytes.js';
