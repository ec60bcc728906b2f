#include "node/actions/watch_did.hpp"

#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/own_document.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view any_host = "watched.example";
constexpr std::size_t path_bytes_max = 1024;

Result<did::Did> did_at(std::string_view scid, std::string_view place) {
  TRY(did, did::Did::parse("did:webvh:" + std::string(scid) + ":" + std::string(place)));
  TRY(location, did::locate_did_webvh(did, {.plain_http_on_loopback = true}));
  if (location.scid != scid) return fail(did::malformed, "This is no SCID.");
  return did;
}

/// Everything is below the place of the DID: no step leads out of it.
Result<void> check_path(std::string_view path) {
  const bool is_plain = std::ranges::all_of(
      path, [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '?' && c != '#'; });
  const bool is_below = !path.empty() && path.front() != '/' && !path.contains("..");
  if (is_plain && is_below && path.size() <= path_bytes_max) return {};
  return fail(did::malformed, "This is no path below the place of a DID.");
}

Result<std::optional<std::string>> find_any_list(const records::Records& records,
                                                 const std::string& url, const did::Did& issuer) {
  if (const auto* own = records.statuses.find(url)) {
    return records::find_published_list(records.store, own->number);
  }
  TRY(known, records::find_list(records.store, {url, issuer.text()}));
  return known ? std::optional(known->credential) : std::nullopt;
}

std::string type_of_list(std::string_view list) {
  switch (feed::format_of(bytes_of(list))) {
    case feed::ListFormat::bitstring_credential: return "application/vc";
    case feed::ListFormat::token_jwt: return "application/statuslist+jwt";
    case feed::ListFormat::token_cwt: return "application/statuslist+cwt";
  }
  std::unreachable();
}

Result<WatchedPlace> place_at(const std::string& name, std::string_view path) {
  TRY(did, did::Did::parse(name));
  TRY(location, did::locate_did_webvh(did, {.plain_http_on_loopback = true}));
  return WatchedPlace{did.text(), did::folder_of(location) + std::string(path)};
}

/// What the DID was ever called, the newest first.
std::vector<std::string> names_in(const did::WebvhLog& log) {
  std::vector<std::string> names;
  for (const auto& entry : std::views::reverse(log.entries())) {
    if (std::ranges::find(names, entry.id) == names.end()) names.push_back(entry.id);
  }
  return names;
}

}  // namespace

Result<records::KnownLog> find_watched(const storage::View& store, std::string_view scid) {
  TRY(did, did_at(scid, any_host));
  return get_log(store, did);
}

std::string watched_log_path(std::string_view scid) {
  return std::string(gossip::protocol_path) + "/d/" + std::string(scid) + "/did.jsonl";
}

std::string watched_witness_path(std::string_view scid) {
  return std::string(gossip::protocol_path) + "/d/" + std::string(scid) + "/did-witness.json";
}

Result<WatchedPlace> find_place(const storage::View& store, std::string_view scid,
                                std::string_view path) {
  TRY(known, find_watched(store, scid));
  TRY_OK(check_path(path));
  const auto log = did::WebvhLog::read_kept(known.log, scid, known.as_of);
  return place_at(log.entries().back().id, path);
}

Result<Resource> find_watched_resource(const records::Records& records, std::string_view scid,
                                       std::string_view path) {
  TRY(known, find_watched(records.store, scid));
  TRY_OK(check_path(path));
  const auto log = did::WebvhLog::read_kept(known.log, scid, known.as_of);
  TRY(did, did::Did::parse(log.entries().back().id));
  if (path == "did.json") {
    TRY(document, write_parallel_document(did, log.entries().back().document));
    return Resource{"application/did+json", std::string(document.text())};
  }
  // A status list stays where it was when the DID moves.
  for (const auto& name : names_in(log)) {
    TRY(place, place_at(name, path));
    TRY(list, find_any_list(records, place.url, did));
    if (!list) continue;
    auto type = type_of_list(*list);
    return Resource{std::move(type), std::move(*list)};
  }
  return fail(did::not_found, "Nothing is held here of that path.");
}

}  // namespace waarmerk::node::actions
