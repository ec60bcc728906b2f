#include "node/actions/start_epoch.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/token_bits.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node::actions {
namespace {

bool is_to_start(const Ports& ports, const feed::Header& head) {
  const auto standing = ports.publisher.standing();
  const bool may_sign = standing == feed::Standing::safe || standing == feed::Standing::forked;
  const auto service = feed::read_feed_service(ports.self.document);
  return may_sign && service && service->epoch > head.epoch;
}

/// Behind the branch that we hold.
Result<feed::EpochStart> describe(const Ports& ports, const feed::Header& head) {
  TRY(known, get_log(ports.records.store, ports.self.did));
  const auto log = did::WebvhLog::read_kept(known.log, did::scid_of(ports.self.did), known.as_of);
  if (log.entries().empty()) return fail(did::bad_log, "Our own history cannot be read.");
  feed::EpochStart start{.branch = feed::entry_hash(head),
                         .fork = std::nullopt,
                         .did_version = log.entries().back().version_id};
  const auto fork = ports.records.feeds.fork_in(ports.self.feed, head.epoch);
  if (fork) start.fork = feed::fork_proof_hash(*fork);
  return start;
}

/// What the other branch revoked in a list of ours is revoked.
Result<void> take_over(Ports& ports, storage::Batch& rows, const records::OwnList& list) {
  TRY(revoked, find_revoked_before(ports.records.store, {list.url, ports.self.did.text()}));
  TRY(published, records::find_published_list(ports.records.store, list.number));
  if (!revoked || !published || revoked->bytes().size() != list.bits.size()) return {};
  Bytes bits = bits_of_revoked(list, revoked->bytes());
  for (std::size_t at = 0; at < bits.size(); ++at) bits[at] |= list.bits[at];
  ports.records.statuses.adopt(rows, {.url = list.url,
                                      .purpose = list.purpose,
                                      .is_final = true,
                                      .bits = bits,
                                      .version = list.version,
                                      .at = ports.clock.now(),
                                      .published = {list.valid_until, *published}});
  return {};
}

/// Nobody knows which places the other branch gave, so none is given again.
Result<void> join_branches(Ports& ports, storage::Batch& rows) {
  const auto count = ports.records.statuses.lists().size();
  for (std::uint32_t number = 1; number <= count; ++number) {
    const auto list = *ports.records.statuses.find(number);
    if (list.purpose != credential::suspension) TRY_OK(take_over(ports, rows, list));
  }
  ports.records.statuses.retire(rows);
  return {};
}

}  // namespace

Task<Result<void>> start_epoch(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  const auto head = ports.records.feeds.head(ports.self.feed);
  if (!head || !is_to_start(ports, *head)) co_return Result<void>();
  CO_TRY(start, describe(ports, *head));
  storage::Batch rows;
  if (auto joined = join_branches(ports, rows); !joined) co_return joined;
  CO_TRY(entry, ports.publisher.sign_epoch(start));
  records::save_published_lines(rows, 0);
  records::save_published_profile(rows, "");
  for (const auto& list : ports.records.statuses.lists()) {
    ports.records.statuses.mark_changed(list.number);
  }
  co_return co_await ports.publisher.write(std::move(entry), std::move(rows));
}

}  // namespace waarmerk::node::actions
