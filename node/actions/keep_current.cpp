#include "node/actions/keep_current.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/custody.hpp"
#include "node/actions/publish_status.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/actions/start_epoch.hpp"
#include "node/credential/profile.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/payload.hpp"
#include "node/records/did_logs.hpp"
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

/// What the witnesses of our history say of this line.
std::string confirmations_of(std::string_view witnesses, std::string_view line) {
  const auto entry = json::parse(line);
  const auto all = json::parse(witnesses.empty() ? "[]" : witnesses);
  std::string text = "[";
  if (!entry || !all) return "[]";
  const auto version = entry->root().find("versionId").and_then(&json::Value::string);
  for (const json::Value one : all->root().elements()) {
    if (one.find("versionId").and_then(&json::Value::string) != version) continue;
    text += (text.size() == 1 ? "" : ",") + json::print(one);
  }
  return text + "]";
}

/// Puts each line of our own history on the feed that is not there yet. A change of keys is urgent.
Task<Result<void>> publish_history(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(own, records::find_log(ports.records.store, did::scid_of(ports.self.did)));
  CO_TRY(published, records::load_published_lines(ports.records.store));
  std::string_view rest = own ? std::string_view(own->log) : std::string_view();
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (number <= published) continue;
    CO_TRY(payload, feed::encode_did_log_line(line, confirmations_of(own->witnesses, line)));
    feed::Draft draft{.type = feed::EntryType::did_log, .payload = std::move(payload)};
    if (number > 1) draft.flags = feed::flag_urgent;
    storage::Batch rows;
    records::save_published_lines(rows, number);
    auto done = co_await ports.publisher.publish(std::move(draft), std::move(rows));
    if (!done) co_return done;
  }
  co_return Result<void>();
}

Task<Result<void>> publish_self(Ports& ports) {
  if (ports.self.did.method() == "webvh") co_return co_await publish_history(ports);
  co_return co_await publish_document(ports);
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

/// The line that deactivates our DID, and the end of our feed.
Task<Result<void>> publish_end(Ports& ports) {
  const auto head = ports.records.feeds.head(ports.self.feed);
  const bool has_ended = head && head->has(feed::flag_end_of_feed);
  if (has_ended || ports.publisher.standing() != feed::Standing::safe) co_return Result<void>();
  auto done = co_await publish_history(ports);
  if (done) done = co_await end_deactivated(ports);
  co_return done;
}

}  // namespace

Task<Result<void>> keep_current(Ports& ports) {
  auto begun = co_await start_epoch(ports);
  if (!begun) co_return begun;
  if (is_over(ports.self.documents)) co_return co_await publish_end(ports);
  if (!ports.publisher.expect_safe()) co_return Result<void>();
  ports.records.statuses.open({credential::revocation, list_base(ports.self)});
  ports.records.statuses.open({credential::suspension, list_base(ports.self)});
  auto done = co_await publish_self(ports);
  if (done) done = co_await publish_profile(ports);
  if (done) done = co_await refresh_lists(ports);
  if (done) done = co_await keep_custody(ports);
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
