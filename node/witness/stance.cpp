#include "node/witness/stance.hpp"

namespace waarmerk::node::witness {

Stance stance_of(const Leaf& leaf, const HeldFeed& held) {
  const EntryPlace seen{leaf.head.epoch, leaf.head.seq};
  if (leaf.forked) return Stance::forked;
  if (seen > held.head) return Stance::ahead;
  if (held.at_leaf && *held.at_leaf != leaf.head.hash) return Stance::differs;
  if (seen < held.entry) return Stance::behind;
  // What is not held in its place was dropped, or is of an epoch that ended: nobody knows.
  return held.at_leaf ? Stance::agrees : Stance::behind;
}

}  // namespace waarmerk::node::witness
