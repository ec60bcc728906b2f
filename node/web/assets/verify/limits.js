// How much of a stranger's file is looked at: sizes in bytes or characters, the rest are counts.
export const limits = {
  text: 4 << 20,
  image: 16 << 20,
  depth: 64,
  values: 200_000,
  // No more is given to the expansion of JSON-LD, whose cost grows with what contexts make of it.
  linkedText: 1 << 20,
  linkedDepth: 32,
  statements: 20_000,
  canonizeMs: 5_000,
  contexts: 32,
  types: 32,
  subjects: 64,
  proofs: 8,
  statuses: 8,
  related: 256,
  // Badges that somebody shows at once, and names that a node answers at once.
  presented: 64,
  names: 8,
  jwsHeader: 8 << 10,
  // Of a status list: as it stands in the credential, and what it holds.
  encodedList: 24 << 20,
  list: 16 << 20,
  listEntries: 131_072,
  statusSize: 8,
  // A key in base58btc.
  multikey: 256,
  didDocument: 1 << 20,
  methods: 64,
  versions: 256,
  svgDepth: 256,
  clockSkew: 5 * 60_000
};
