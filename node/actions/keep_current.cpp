#include "node/actions/keep_current.hpp"

#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/publish_status.hpp"
#include "node/credential/profile.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/payload.hpp"
#include "node/records/dids.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node::actions {
namespace {

/// Heartbeats come well before others begin to call us late.
constexpr std::int64_t heartbeat_after_ms = feed::heartbeat_interval_ms * 3 / 4;

Task<Result<void>> publish_document(Ports& ports) {
  const auto& self = ports.self;
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(before, records::find_did(ports.records.store, self.did.text()));
  const auto text = json::canonical(self.document.source().root());
  if (before && json::canonical(before->document.root()) == text) co_return Result<void>();
  const auto now = ports.clock.now();
  storage::Batch rows;
  auto kept = records::save_did(ports.records.store, rows, self.did.text(),
                                {self.document.source(), "gossip", now});
  if (!kept) co_return kept;
  CO_TRY(snapshot, feed::encode_did_snapshot(self.document.source().root(), now));
  feed::Draft draft{.type = feed::EntryType::did_log, .payload = snapshot};
  co_return co_await ports.publisher.publish(std::move(draft), std::move(rows));
}

Task<Result<void>> publish_profile(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  const auto profile = write_profile(ports.self);
  CO_TRY(before, records::load_published_profile(ports.records.store));
  if (before == profile) co_return Result<void>();
  storage::Batch rows;
  records::save_published_profile(rows, profile);
  feed::Draft draft{.type = feed::EntryType::profile, .payload = to_bytes(bytes_of(profile))};
  co_return co_await ports.publisher.publish(std::move(draft), std::move(rows));
}

Task<Result<void>> publish_heartbeat(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  const auto head = ports.records.feeds.head(ports.self.feed);
  if (head && ports.clock.now() - head->ts < heartbeat_after_ms) co_return Result<void>();
  co_return co_await ports.publisher.publish({.type = feed::EntryType::heartbeat}, {});
}

}  // namespace

Task<Result<void>> keep_current(Ports& ports) {
  if (ports.publisher.standing() != feed::Standing::safe) co_return Result<void>();
  ports.records.statuses.open({credential::revocation, list_base(ports.self)});
  ports.records.statuses.open({credential::suspension, list_base(ports.self)});
  auto done = co_await publish_document(ports);
  if (done) done = co_await publish_profile(ports);
  if (done) done = co_await refresh_lists(ports);
  if (done) done = co_await publish_heartbeat(ports);
  co_return done;
}

std::string write_profile(const Identity& self) {
  credential::Profile profile{.id = self.did.text(), .name = self.name};
  profile.url = self.url;
  json::Writer writer;
  credential::write_profile(writer, profile);
  return writer.take();
}

}  // namespace waarmerk::node::actions
