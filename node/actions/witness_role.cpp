#include "node/actions/witness_role.hpp"

#include <cstddef>
#include <utility>

#include "did/did_key.hpp"
#include "node/actions/commit.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/error_codes.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t arrivals_at_once = 1000;

}  // namespace

Result<WitnessRole> WitnessRole::start(Ports& ports, const keys::Signer& signer) {
  auto self = did::did_key_of(signer.public_key());
  TRY(state, records::load_witness(ports.records.store, self));
  const bool has_spoken = state.last.has_value();
  TRY(witness, witness::Witness::make(self, std::move(state), witness::Memory::whole));
  WitnessRole role(ports, signer, std::move(self), std::move(witness));
  if (!has_spoken) return role;
  // Whether it was signed before the last stop nobody knows; the bytes are the same.
  TRY(snapshot, role.witness_.sign(signer));
  role.latest_ = std::move(snapshot);
  return role;
}

WitnessRole::WitnessRole(Ports& ports, const keys::Signer& signer, did::Did self,
                         witness::Witness witness)
    : ports_(&ports), signer_(&signer), self_(std::move(self)), witness_(std::move(witness)) {}

Task<Result<void>> WitnessRole::look() {
  see_arrivals();
  const auto draft = witness_.next(ports_->clock.now());
  if (!draft) co_return Result<void>();
  storage::Batch rows;
  records::save_snapshot_draft(rows, *draft);
  auto written = co_await commit(ports_->records.journal, std::move(rows));
  if (!written) {
    witness_.not_saved();
    co_return written;
  }
  witness_.saved();
  CO_TRY(snapshot, witness_.sign(*signer_));
  latest_ = std::move(snapshot);
  co_return Result<void>();
}

/// Among the arrivals are only entries that were accepted and forks that were verified.
void WitnessRole::see_arrivals() {
  const auto& feeds = ports_->records.feeds;
  for (;;) {
    const auto page = feeds.arrivals(seen_arrivals_, arrivals_at_once);
    for (const auto& arrival : page) {
      see(arrival.feed);
      seen_arrivals_ = arrival.number;
    }
    if (page.size() < arrivals_at_once) return;
  }
}

/// What it may not say, because it said more or something else before, is left out.
void WitnessRole::see(const feed::FeedId& feed) {
  const auto& feeds = ports_->records.feeds;
  const auto now = ports_->clock.now();
  if (const auto fork = feeds.fork(feed)) {
    static_cast<void>(witness_.see(*fork, now));
  } else if (const auto head = feeds.head(feed)) {
    static_cast<void>(witness_.see(*head, now));
  }
}

Result<witness::Proof> WitnessRole::prove(const feed::FeedId& feed) const {
  if (!latest_) return fail(witness::not_listed, "There is no snapshot yet.");
  return witness_.prove(feed, *latest_);
}

}  // namespace waarmerk::node::actions
