#include "node/actions/take_own_line.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/actions/commit.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/records/own_lines.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view witness_path = "/bot/1/did-witness";
constexpr std::size_t confirmation_bytes_max = 16 << 10;

/// The entry of a line behind our history.
Result<did::WebvhEntry> entry_of(const OwnState& own, const std::string& line, UnixTime now) {
  TRY(did, did::Did::parse(own.organisation.did));
  TRY(log, did::read_next_line(own.known.log, line, did::scid_of(did), now));
  return log.entries().back();
}

/// Whose feed key is replaced begins an epoch, and between the two nothing must be said.
Result<void> expect_same_feed_key(const Identity& self, const did::WebvhEntry& entry) {
  TRY(document, did::DidDocument::read(entry.document));
  TRY(now, feed::read_feed_service(self.document));
  TRY(then, feed::read_feed_service(document));
  if (now.feed_key == then.feed_key && now.epoch == then.epoch) return {};
  return fail(needs_stop, "A new feed key is taken while the node does not run.");
}

/// What one node says of the line; empty where it is no confirmation by one of its witnesses.
Task<std::string> ask(fetch::Fetcher& fetcher, std::string url, std::string body,
                      const did::WebvhEntry& entry) {
  fetch::FetchRequest request;
  request.url = std::move(url);
  request.method = "POST";
  request.body = std::move(body);
  request.content_type = "application/json";
  request.bytes_max = confirmation_bytes_max;
  auto answer = co_await fetcher.fetch(std::move(request));
  if (!answer || answer->status != 200) co_return std::string();
  const auto by = did::confirmer_of(answer->body, entry.version_id);
  const auto& named = entry.witnesses.ids;
  if (!by || std::ranges::find(named, *by) == named.end()) co_return std::string();
  co_return std::move(answer->body);
}

std::string request_for(const OwnState& own, const std::string& line) {
  json::Writer body;
  body.begin_object().member("did", own.organisation.did).member("line", line);
  return body.end_object().take();
}

void hold_back(Ports& ports) {
  ports.publisher.hold_back({starts_anew, "Our DID changed: this node starts anew in a moment."});
}

/// Whether it became in force.
Task<Result<bool>> keep_confirmations(Ports& ports, std::string confirmations) {
  const auto turn = co_await ports.publisher.take_turn();
  storage::Batch rows;
  CO_TRY(state, confirm_own_line(ports.records.store, rows, confirmations, ports.clock.now()));
  auto written = co_await commit(ports.records.journal, std::move(rows));
  if (!written) co_return failure_of(std::move(written));
  if (state == LineState::waiting) co_return false;
  hold_back(ports);
  co_return true;
}

}  // namespace

Task<Result<LineState>> take_own_line(Ports& ports, NewLine line) {
  const auto turn = co_await ports.publisher.take_turn();
  if (ports.publisher.standing() != feed::Standing::safe) {
    co_return fail(feed::not_safe, "It is not yet safe to publish, nor to change the DID.");
  }
  CO_TRY(own, load_own_state(ports.records.store));
  CO_TRY(entry, entry_of(own, line.line, ports.clock.now()));
  if (auto same = expect_same_feed_key(ports.self, entry); !same) {
    co_return failure_of(std::move(same));
  }
  storage::Batch rows;
  CO_TRY(state, keep_own_line(ports.records.store, rows,
                              {line.line, line.issuing_key, own.organisation.feed_key},
                              ports.clock.now()));
  auto written = co_await commit(ports.records.journal, std::move(rows));
  if (!written) co_return failure_of(std::move(written));
  if (state == LineState::in_force) hold_back(ports);
  co_return state;
}

Task<Result<bool>> ask_did_witnesses(Ports& ports, std::vector<std::string> urls) {
  CO_TRY(waiting, records::find_waiting_line(ports.records.store));
  if (!waiting) co_return false;
  CO_TRY(own, load_own_state(ports.records.store));
  CO_TRY(entry, entry_of(own, waiting->line, ports.clock.now()));
  const auto body = request_for(own, waiting->line);
  std::string all = "[";
  for (const auto& url : urls) {
    const auto said = co_await ask(ports.fetcher, url + std::string(witness_path), body, entry);
    if (!said.empty()) all += (all.size() == 1 ? "" : ",") + said;
  }
  co_return co_await keep_confirmations(ports, all + "]");
}

}  // namespace waarmerk::node::actions
