// Initiator: the side of a reconciliation that asks, and learns what differs (negentropy protocol
// v1; spec/wire/recon.md 3).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/recon/answer.hpp"
#include "node/recon/item_set.hpp"
#include "node/recon/limits.hpp"
#include "node/recon/message.hpp"
#include "node/recon/session.hpp"

namespace waarmerk::node::recon {

/// As far as it was found; each item once, in order.
struct Differences {
  std::vector<Item> have;    ///< ours, which the other side does not hold
  std::vector<ItemId> need;  ///< the other's, which we do not hold

  std::size_t size() const { return have.size() + need.size(); }
  friend bool operator==(const Differences&, const Differences&) = default;
};

/// 1. `open`, once   2. `answer` what came, until it gives nothing   3. `differences`.
class Initiator {
 public:
  explicit Initiator(ItemSet ours, const Cut& cut = heads_cut, const Limits& limits = {});

  /// The first message. To be asked for once.
  Bytes open();

  /// What is to be sent next, or nothing where all is known. Fails as decode_message does, with
  /// recon.too_many_rounds, recon.over_budget or recon.too_different, and after a failure or the
  /// end with recon.ended. What was found before a failure stands.
  Result<std::optional<Bytes>> answer(ByteView message);

  Differences differences() const;
  /// Messages that were made, and bytes both ways.
  std::size_t rounds() const { return session_.rounds(); }
  std::size_t bytes() const { return session_.bytes(); }
  /// That the other side named: what a session costs to compute.
  std::size_t ranges() const { return session_.ranges(); }

 private:
  Result<Bytes> read(ByteView message);
  void narrow(Answer& answer, const OwnRange& range) const;
  Result<void> compare(const OwnRange& range, const IdList& theirs);

  ItemSet ours_;
  Cut cut_;
  Limits limits_;
  Session session_;
  Differences found_;
};

}  // namespace waarmerk::node::recon
