// Responder: the side of a reconciliation that is asked (negentropy protocol v1; spec/wire/recon.md
// 3).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/recon/answer.hpp"
#include "node/recon/item_set.hpp"
#include "node/recon/limits.hpp"
#include "node/recon/message.hpp"
#include "node/recon/session.hpp"

namespace waarmerk::node::recon {

class Responder {
 public:
  explicit Responder(ItemSet ours, const Cut& cut = heads_cut, const Limits& limits = {});

  /// What is to be sent back. To a version of negentropy that is not known it is the one byte of
  /// ours. Fails with recon.malformed or recon.too_large, with recon.too_many_rounds or
  /// recon.over_budget, and after that with recon.ended.
  Result<Bytes> answer(ByteView message);

  /// The items that were listed in this session and have one of these ids, each once: a need that
  /// the initiator could have learnt here.
  std::vector<Item> find_listed(std::span<const ItemId> ids) const;

  std::size_t rounds() const { return session_.rounds(); }
  std::size_t bytes() const { return session_.bytes(); }
  /// That the other side named: what a session costs to compute.
  std::size_t ranges() const { return session_.ranges(); }

 private:
  Result<Bytes> read(ByteView message);
  void list(Answer& answer, const OwnRange& range);

  ItemSet ours_;
  Cut cut_;
  Limits limits_;
  Session session_;
  std::vector<Ranks> listed_;
};

}  // namespace waarmerk::node::recon
