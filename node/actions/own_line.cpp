#include "node/actions/own_line.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "node/records/feeds.hpp"
#include "node/records/own_lines.hpp"

namespace waarmerk::node::actions {
namespace {

/// The address of the node whose feed this is.
std::string url_of(const feed::FeedService& service) {
  constexpr std::string_view path = "/bot/1";
  auto url = service.uri;
  if (url.ends_with(path)) url.resize(url.size() - path.size());
  return url;
}

/// Whether this is the address by which the DID is called.
bool is_at(const did::Did& did, const std::string& url) {
  const auto web = did::did_web_at(url, {.plain_http_on_loopback = true});
  return web && did.text().ends_with(":" + std::string(web->specific_id())) &&
         did.text().size() == did::lasting_part(did.text()).size() + 1 + web->specific_id().size();
}

constexpr std::uint64_t headers_a_look = 256;

/// What a line says that its number is.
std::uint32_t number_of(std::string_view line) {
  const auto entry = json::parse(line);
  std::uint32_t number = 0;
  if (!entry) return number;
  const auto version = json::Reader(*entry).get_string("versionId");
  if (version) std::from_chars(version->data(), version->data() + version->size(), number);
  return number;
}

/// The log with the line behind it, which the feed can carry.
Result<did::WebvhLog> read_next(const OwnState& own, const std::string& line, UnixTime now) {
  TRY(did, did::Did::parse(own.organisation.did));
  TRY(log, did::read_next_line(own.known.log, line, did::scid_of(did), now));
  if (auto payload = feed::encode_did_log_line(line, "[]"); !payload) {
    return std::unexpected(payload.error());
  }
  return log;
}

/// The number of the newest line that a feed carried; nothing where it carried none.
std::optional<std::uint32_t> last_line_told(const records::Feeds& feeds, const feed::FeedId& feed) {
  const auto head = feeds.head(feed);
  if (!head) return std::nullopt;
  for (auto to = head->seq; to > 0;) {
    const auto from = to > headers_a_look ? to - headers_a_look + 1 : 1;
    const auto headers = feeds.headers(feed, head->epoch, {from, to}, headers_a_look);
    for (const auto& header : std::views::reverse(headers)) {
      if (header.type != feed::EntryType::did_log) continue;
      const auto payload = feeds.payload(header.payload_hash);
      const auto line = payload ? feed::decode_did_log_line(*payload)
                                : Result<feed::DidLogLine>(fail(did::not_found, "Not held."));
      if (line) return number_of(line->line);
    }
    to = from - 1;
  }
  return std::nullopt;
}

/// The line with all that follows from it, at once.
Result<void> put_in_force(storage::Batch& rows, OwnState own, const did::WebvhLog& log,
                          const OwnLine& line) {
  TRY(did, did::Did::parse(own.organisation.did));
  TRY(history, did::DocumentHistory::of(did, log));
  TRY(organisation, where_it_moved(std::move(own.organisation), history));
  organisation.issuing_key = line.issuing_key;
  organisation.feed_key = line.feed_key;
  own.known.log += line.line + "\n";
  own.known.as_of = log.entries().back().time;
  records::save_log(rows, did::scid_of(did), own.known);
  records::save_organisation(rows, organisation);
  return {};
}

}  // namespace

Result<records::Organisation> where_it_moved(records::Organisation organisation,
                                             const std::optional<did::DocumentHistory>& history) {
  if (!history || history->versions().empty()) return organisation;
  const auto& document = history->versions().back().document;
  const bool is_old_address = !is_at(document.id(), organisation.url) &&
                              std::ranges::any_of(history->versions(), [&](const auto& version) {
                                return is_at(version.document.id(), organisation.url);
                              });
  if (document.id().text() == organisation.did && !is_old_address) return organisation;
  TRY(service, feed::read_feed_service(document));
  organisation.did = document.id().text();
  organisation.url = url_of(service);
  return organisation;
}

Result<OwnState> load_own_state(const storage::View& store) {
  TRY(organisation, records::load_organisation(store));
  const auto did = did::Did::parse(organisation ? organisation->did : "");
  if (!did || did->method() != "webvh") {
    return fail(fixed_keys, "Only a did:webvh can change its keys and keep its older badges good.");
  }
  const auto scid = did::scid_of(*did);
  TRY(known, records::find_log(store, scid));
  if (!known) return fail(did::bad_log, "Our own history is not in the store.");
  const auto log = did::WebvhLog::read_kept(known->log, scid, known->as_of);
  TRY(history, did::DocumentHistory::of(*did, log));
  TRY(now, where_it_moved(std::move(*organisation), history));
  const auto head = records::Feeds(store).head(feed::feed_id_of(*did));
  return OwnState{.organisation = std::move(now),
                  .known = std::move(*known),
                  .epoch = head ? std::optional(head->epoch) : std::nullopt};
}

Result<void> expect_log_whole(const storage::View& store) {
  TRY(own, load_own_state(store));
  TRY(did, did::Did::parse(own.organisation.did));
  const records::Feeds feeds(store);
  const auto told = last_line_told(feeds, feed::feed_id_of(did));
  const auto log = did::WebvhLog::read_kept(own.known.log, did::scid_of(did), own.known.as_of);
  if (!told || *told <= log.entries().size()) return {};
  return fail(log_behind, "Our own feed tells of " + std::to_string(*told) +
                              " lines of our DID's history, and " +
                              std::to_string(log.entries().size()) +
                              " are here: bring back the newer folder, or let the node fetch what "
                              "it lost from its peers.");
}

Result<void> expect_none_waits(const storage::View& store) {
  TRY(waiting, records::find_waiting_line(store));
  if (!waiting) return {};
  return fail(line_waits,
              "The last change of the DID waits for its witnesses: nothing follows it "
              "until enough of them confirmed it.");
}

Result<LineState> keep_own_line(const storage::View& store, storage::Batch& rows,
                                const OwnLine& line, UnixTime now) {
  TRY_OK(expect_none_waits(store));
  TRY_OK(expect_log_whole(store));
  TRY(own, load_own_state(store));
  TRY(log, read_next(own, line.line, now));
  if (log.entries().back().witnesses.are_used()) {
    records::save_waiting_line(rows, {line.line, line.issuing_key, line.feed_key});
    return LineState::waiting;
  }
  TRY_OK(put_in_force(rows, std::move(own), log, line));
  return LineState::in_force;
}

Result<LineState> confirm_own_line(const storage::View& store, storage::Batch& rows,
                                   std::string_view confirmations, UnixTime now) {
  TRY(waiting, records::find_waiting_line(store));
  if (!waiting) return LineState::in_force;
  TRY(own, load_own_state(store));
  TRY(gathered, did::join_confirmations(waiting->witnesses, confirmations));
  TRY(all, did::join_confirmations(own.known.witnesses, gathered));
  TRY(did, did::Did::parse(own.organisation.did));
  const auto log =
      did::WebvhLog::read({own.known.log + waiting->line + "\n", all}, did::scid_of(did), now);
  if (log.fault()) {
    waiting->witnesses = std::move(gathered);
    records::save_waiting_line(rows, *waiting);
    return LineState::waiting;
  }
  own.known.witnesses = std::move(all);
  records::erase_waiting_line(rows);
  TRY_OK(put_in_force(rows, std::move(own), log,
                      {waiting->line, waiting->issuing_key, waiting->feed_key}));
  return LineState::in_force;
}

std::string write_own_state(const OwnState& state) {
  const auto& organisation = state.organisation;
  json::Writer writer;
  writer.begin_object()
      .member("did", organisation.did)
      .member("name", organisation.name)
      .member("url", organisation.url)
      .member("issuingKey", organisation.issuing_key)
      .member("feedKey", organisation.feed_key)
      .member("created", print_time(organisation.created))
      .member("log", state.known.log)
      .member("witnesses", state.known.witnesses)
      .member("asOf", print_time(state.known.as_of));
  if (state.epoch) writer.name("epoch").integer(*state.epoch);
  return writer.end_object().take();
}

Result<OwnState> read_own_state(const json::Document& document) {
  const json::Reader reader(document);
  OwnState state;
  TRY(did, reader.get_string("did"));
  TRY(name, reader.get_string("name"));
  TRY(url, reader.get_string("url"));
  TRY(issuing_key, reader.get_string("issuingKey"));
  TRY(feed_key, reader.get_string("feedKey"));
  TRY(created, reader.get_time("created"));
  TRY(log, reader.get_string("log"));
  TRY(witnesses, reader.get_string("witnesses"));
  TRY(as_of, reader.get_time("asOf"));
  TRY(epoch, reader.find_integer("epoch"));
  state.organisation = {did, name, url, issuing_key, feed_key, created};
  state.known = {log, witnesses, "own", as_of};
  if (epoch) state.epoch = static_cast<std::uint32_t>(*epoch);
  return state;
}

Result<OwnState> OwnStore::load() {
  TRY_OK(expect_none_waits(store_));
  TRY_OK(expect_log_whole(store_));
  return load_own_state(store_);
}

Result<LineState> OwnStore::save(const OwnLine& line, UnixTime now) {
  storage::Batch rows;
  TRY(state, keep_own_line(store_, rows, line, now));
  TRY_OK(store_.write(rows, storage::Durability::durable));
  return state;
}

}  // namespace waarmerk::node::actions
