// Svelte as it comes: the compiler only.
export default {};
