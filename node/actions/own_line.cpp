#include "node/actions/own_line.hpp"

#include <algorithm>
#include <charconv>
#include <map>
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

/// What is, and the history in it as it was read.
struct Own {
  OwnState state;
  did::Did did;
  did::WebvhLog log;
};

/// The lines that a feed carried in its epoch, the newest first; false ends it.
void visit_lines_told(const records::Feeds& feeds, const feed::FeedId& feed,
                      const std::function<bool(feed::DidLogLine line)>& visit) {
  const auto head = feeds.head(feed);
  if (!head) return;
  for (auto to = head->seq; to > 0;) {
    const auto from = to > headers_a_look ? to - headers_a_look + 1 : 1;
    const auto headers = feeds.headers(feed, head->epoch, {from, to}, headers_a_look);
    for (const auto& header : std::views::reverse(headers)) {
      if (header.type != feed::EntryType::did_log) continue;
      const auto payload = feeds.payload(header.payload_hash);
      auto line = payload ? feed::decode_did_log_line(*payload)
                          : Result<feed::DidLogLine>(fail(did::not_found, "Not held."));
      if (line && !visit(std::move(*line))) return;
    }
    to = from - 1;
  }
}

/// The number of the newest line that our feed carried; 0 where it carried none.
std::uint32_t last_line_told(const storage::View& store, const did::Did& did) {
  std::uint32_t last = 0;
  visit_lines_told(records::Feeds(store), feed::feed_id_of(did), [&](const auto& line) {
    last = number_of(line.line);
    return false;
  });
  return last;
}

/// What our feed told behind so many lines, by their numbers.
std::map<std::uint32_t, feed::DidLogLine> lines_told_behind(const storage::View& store,
                                                            const did::Did& did,
                                                            std::size_t count) {
  std::map<std::uint32_t, feed::DidLogLine> told;
  visit_lines_told(records::Feeds(store), feed::feed_id_of(did), [&](feed::DidLogLine line) {
    const auto number = number_of(line.line);
    if (number > count) told.try_emplace(number, std::move(line));
    return number > count;
  });
  return told;
}

Result<void> expect_whole(const storage::View& store, const Own& own) {
  const auto told = last_line_told(store, own.did);
  if (told <= own.log.entries().size()) return {};
  return fail(log_behind, "Our own feed tells of " + std::to_string(told) +
                              " lines of our DID's history, and " +
                              std::to_string(own.log.entries().size()) +
                              " are here: bring back the newer folder, or let the node fetch what "
                              "it lost from its peers.");
}

Result<Own> load_own(const storage::View& store) {
  TRY(organisation, records::load_organisation(store));
  auto did = did::Did::parse(organisation ? organisation->did : "");
  if (!did || did->method() != "webvh") {
    return fail(fixed_keys, "Only a did:webvh can change its keys and keep its older badges good.");
  }
  const auto scid = did::scid_of(*did);
  TRY(known, records::find_log(store, scid));
  if (!known) return fail(did::bad_log, "Our own history is not in the store.");
  auto log = did::WebvhLog::read_kept(known->log, scid, known->as_of);
  TRY(history, did::DocumentHistory::of(*did, log));
  TRY(now, where_it_moved(std::move(*organisation), history));
  const records::Feeds feeds(store);
  const auto feed = feed::feed_id_of(*did);
  const auto head = feeds.head(feed);
  OwnState state{.organisation = std::move(now), .known = std::move(*known), .epoch = {}};
  if (head) state.epoch = head->epoch;
  state.is_forked = head && feeds.fork_in(feed, head->epoch).has_value();
  return Own{std::move(state), *std::move(did), std::move(log)};
}

/// The history of now with all that follows from it, at once. The names of keys stay where none are
/// given.
Result<did::DocumentHistory> put_in_force(storage::Batch& rows, Own own, const OwnLine& names) {
  TRY(history, did::DocumentHistory::of(own.did, own.log));
  TRY(organisation, where_it_moved(std::move(own.state.organisation), history));
  if (!names.issuing_key.empty()) organisation.issuing_key = names.issuing_key;
  if (!names.feed_key.empty()) organisation.feed_key = names.feed_key;
  own.state.known.as_of = own.log.entries().back().time;
  records::save_log(rows, did::scid_of(own.did), own.state.known);
  records::save_organisation(rows, organisation);
  return history;
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
  TRY(own, load_own(store));
  return std::move(own.state);
}

Result<OwnState> load_changeable_state(const storage::View& store) {
  TRY_OK(expect_none_waits(store));
  TRY(own, load_own(store));
  TRY_OK(expect_whole(store, own));
  return std::move(own.state);
}

Result<void> expect_log_whole(const storage::View& store) {
  TRY(own, load_own(store));
  return expect_whole(store, own);
}

Result<void> expect_none_waits(const storage::View& store) {
  TRY(waiting, records::find_waiting_line(store));
  if (!waiting) return {};
  return fail(line_waits,
              "The last change of the DID waits for its witnesses: nothing follows it "
              "until enough of them confirmed it.");
}

Result<LineState> keep_own_line(const storage::View& store, storage::Batch& rows,
                                const OwnLine& line, UnixTime now, const LineCheck& check) {
  TRY_OK(expect_none_waits(store));
  TRY(own, load_own(store));
  TRY_OK(expect_whole(store, own));
  TRY(longer, own.log.followed_by(line.line, did::scid_of(own.did), now));
  const auto& entry = longer.entries().back();
  if (check) TRY_OK(check(own.state, entry));
  if (auto payload = feed::encode_did_log_line(line.line, "[]"); !payload) {
    return std::unexpected(payload.error());
  }
  if (entry.witnesses.are_used()) {
    const auto& before = own.state.organisation;
    records::save_waiting_line(rows, {line.line, line.issuing_key,
                                      line.feed_key.empty() ? before.feed_key : line.feed_key});
    return LineState::waiting;
  }
  own.log = std::move(longer);
  own.state.known.log += line.line + "\n";
  TRY_OK(put_in_force(rows, std::move(own), line));
  return LineState::in_force;
}

Result<std::optional<did::DocumentHistory>> mend_own_log(const storage::View& store,
                                                         storage::Batch& rows, UnixTime now) {
  TRY(own, load_own(store));
  const auto told = lines_told_behind(store, own.did, own.log.entries().size());
  auto& known = own.state.known;
  for (const auto& [number, line] : told) {
    auto witnesses = did::join_confirmations(known.witnesses, line.witnesses);
    did::WebvhTexts longer{known.log + line.line + "\n", std::move(witnesses).value_or("")};
    auto log = did::WebvhLog::read(longer, did::scid_of(own.did), now);
    if (log.fault() || log.entries().size() != number) break;
    own.log = std::move(log);
    known.log = std::move(longer.log);
    known.witnesses = std::move(longer.witnesses);
  }
  const auto count = own.log.entries().size();
  if (told.empty() || count < told.begin()->first) return std::nullopt;
  // A line that waited here was confirmed already, or was not the one that became the next.
  records::erase_waiting_line(rows);
  TRY(published, records::load_published_lines(store));
  if (published < count) records::save_published_lines(rows, count);
  TRY(history, put_in_force(rows, std::move(own), {}));
  return history;
}

Result<LineState> confirm_own_line(const storage::View& store, storage::Batch& rows,
                                   std::string_view confirmations, UnixTime now) {
  TRY(waiting, records::find_waiting_line(store));
  if (!waiting) return LineState::in_force;
  TRY(own, load_own(store));
  auto& known = own.state.known;
  TRY(gathered, did::join_confirmations(waiting->witnesses, confirmations));
  TRY(all, did::join_confirmations(known.witnesses, gathered));
  did::WebvhTexts longer{known.log + waiting->line + "\n", std::move(all)};
  auto log = did::WebvhLog::read(longer, did::scid_of(own.did), now);
  if (log.fault()) {
    waiting->witnesses = std::move(gathered);
    records::save_waiting_line(rows, *waiting);
    return LineState::waiting;
  }
  own.log = std::move(log);
  known.log = std::move(longer.log);
  known.witnesses = std::move(longer.witnesses);
  records::erase_waiting_line(rows);
  TRY_OK(put_in_force(rows, std::move(own), {{}, waiting->issuing_key, waiting->feed_key}));
  return LineState::in_force;
}

std::string write_own_state(const OwnState& state) {
  json::Writer writer;
  writer.begin_object();
  records::write_organisation(writer, state.organisation);
  writer.member("log", state.known.log)
      .member("witnesses", state.known.witnesses)
      .member("asOf", print_time(state.known.as_of))
      .name("forked")
      .boolean(state.is_forked);
  if (state.epoch) writer.name("epoch").integer(*state.epoch);
  return writer.end_object().take();
}

Result<OwnState> read_own_state(const json::Document& document) {
  const json::Reader reader(document);
  TRY(organisation, records::read_organisation(reader));
  TRY(log, reader.get_string("log"));
  TRY(witnesses, reader.get_string("witnesses"));
  TRY(as_of, reader.get_time("asOf"));
  TRY(epoch, reader.find_integer("epoch"));
  TRY(forked, reader.find_boolean("forked"));
  OwnState state{.organisation = std::move(organisation),
                 .known = {log, witnesses, "own", as_of},
                 .epoch = {},
                 .is_forked = forked.value_or(false)};
  if (epoch) state.epoch = static_cast<std::uint32_t>(*epoch);
  return state;
}

Result<OwnState> OwnStore::load() { return load_changeable_state(store_); }

Result<LineState> OwnStore::save(const OwnLine& line, UnixTime now) {
  storage::Batch rows;
  TRY(state, keep_own_line(store_, rows, line, now));
  TRY_OK(store_.write(rows, storage::Durability::durable));
  return state;
}

}  // namespace waarmerk::node::actions
