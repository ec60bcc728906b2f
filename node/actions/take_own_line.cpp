#include "node/actions/take_own_line.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/actions/commit.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/own_lines.hpp"
#include "node/task/await_call.hpp"
#include "node/task/beside.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view witness_path = "/did-witness";  // of an endpoint
constexpr std::size_t confirmation_bytes_max = 16 << 10;

/// The entry of a line behind our history.
Result<did::WebvhEntry> entry_of(const OwnState& own, const std::string& line, UnixTime now) {
  TRY(did, did::Did::parse(own.organisation.did));
  TRY(log, did::read_next_line(own.known.log, line, did::scid_of(did), now));
  return log.entries().back();
}

Result<bool> has_new_feed_key(const Identity& self, const did::WebvhEntry& entry) {
  TRY(document, did::DidDocument::read(entry.document));
  TRY(now, feed::read_feed_service(self.document));
  TRY(then, feed::read_feed_service(document));
  return now.feed_key != then.feed_key || now.epoch != then.epoch;
}

/// A line changes our DID where we know all that our feed said. Only a new feed key, which begins
/// the next epoch, needs no more than what is here: from now until then nothing is said.
Result<void> check_line(const Ports& ports, const NewLine& line, const OwnState& before,
                        const did::WebvhEntry& entry) {
  TRY(is_new_key, has_new_feed_key(ports.self, entry));
  const auto standing = ports.publisher.standing();
  const bool may_heal = before.is_forked || line.gives_up_lost;
  if (is_new_key && (!may_heal || line.feed_key.empty())) {
    return fail(keeps_feed_key, "Our feed does not contradict itself, and keeps its key.");
  }
  const bool is_known = standing == feed::Standing::safe ||
                        (is_new_key && standing == feed::Standing::forked) ||
                        (is_new_key && line.gives_up_lost);
  if (is_known) return {};
  return fail(feed::not_safe, "It is not yet safe to publish, nor to change the DID.");
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

/// Whom to ask about one line, and what they said so far.
struct Round {
  std::string body;
  did::WebvhEntry entry;
  std::vector<std::string> urls;
  std::size_t next = 0;
  std::size_t answered = 0;
  std::string said = {};
  std::optional<Done<std::string>> done = {};

  std::string all() const { return "[" + said + "]"; }
};

/// Asks one after the other of those who are left.
Task<void> ask_some(fetch::Fetcher& fetcher, std::shared_ptr<Round> round) {
  while (round->next < round->urls.size()) {
    auto url = gossip::endpoint_at(round->urls[round->next++]) + std::string(witness_path);
    const auto said = co_await ask(fetcher, std::move(url), round->body, round->entry);
    if (!said.empty()) round->said += (round->said.empty() ? "" : ",") + said;
    const bool is_last = ++round->answered == round->urls.size();
    if (is_last && round->done) (*round->done)(round->all());
  }
}

/// What all of them say, of whom no more than witnesses_asked_max are asked at a time.
Task<std::string> ask_all(fetch::Fetcher& fetcher, std::shared_ptr<Round> round) {
  const auto count = std::min(round->urls.size(), witnesses_asked_max);
  for (std::size_t i = 0; i < count; ++i) co_await beside(ask_some(fetcher, round));
  if (round->answered == round->urls.size()) co_return round->all();
  // Those who ask hold on to it from here: where all ends before they do, so does who waits.
  auto& shared = *round;
  round.reset();
  co_return co_await await_call<std::string>(
      [&shared](Done<std::string> done) { shared.done = std::move(done); });
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
  storage::Batch rows;
  const auto check = [&](const OwnState& before, const did::WebvhEntry& entry) {
    return check_line(ports, line, before, entry);
  };
  CO_TRY(state,
         keep_own_line(ports.records.store, rows, {line.line, line.issuing_key, line.feed_key},
                       ports.clock.now(), check));
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
  auto body = request_for(own, waiting->line);
  auto said = co_await ask_all(
      ports.fetcher, std::make_shared<Round>(std::move(body), std::move(entry), std::move(urls)));
  co_return co_await keep_confirmations(ports, std::move(said));
}

}  // namespace waarmerk::node::actions
