#include "node/actions/watch_did.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "did/webvh_controller.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/known_did.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view any_host = "watched.example";
constexpr std::string_view own_folder = "/.well-known/";
constexpr std::string_view log_file = "did.jsonl";
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

/// `https://host/path/`: what stands beside the log. A host alone keeps its log in `.well-known`.
std::string place_of(const did::WebvhLocation& location) {
  const auto url = location.log.url();
  const auto folder = url.substr(0, url.size() - log_file.size());
  if (!folder.ends_with(own_folder)) return folder;
  return folder.substr(0, folder.size() - own_folder.size() + 1);
}

Result<std::optional<std::string>> find_any_list(const records::Records& records,
                                                 const std::string& url, const did::Did& issuer) {
  if (const auto* own = records.statuses.find(url)) {
    return records::find_published_list(records.store, own->number);
  }
  TRY(known, records::find_list(records.store, {url, issuer.text()}));
  return known ? std::optional(known->credential) : std::nullopt;
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

Result<Resource> find_watched_resource(const records::Records& records, std::string_view scid,
                                       std::string_view path) {
  TRY(known, find_watched(records.store, scid));
  TRY_OK(check_path(path));
  const auto log = did::WebvhLog::read_kept(known.log, scid, known.as_of);
  TRY(did, did::Did::parse(log.entries().back().id));
  if (path == "did.json") {
    TRY(document, did::parallel_did_web(did, log.entries().back().document));
    return Resource{"application/did+json", std::string(document.text())};
  }
  TRY(location, did::locate_did_webvh(did, {.plain_http_on_loopback = true}));
  TRY(list, find_any_list(records, place_of(location) + std::string(path), did));
  if (list) return Resource{"application/vc", std::move(*list)};
  return fail(did::not_found, "Nothing is held here of that path.");
}

}  // namespace waarmerk::node::actions
