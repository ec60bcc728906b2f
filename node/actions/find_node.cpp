#include "node/actions/find_node.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "did/address_rules.hpp"
#include "did/did_web.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/peer_url.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/feed/feed_keys.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t description_bytes_max = 64 << 10;
constexpr std::string_view record_version = "v=bot1";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The same rules as for a URL in a badge: who answers chose it.
Result<std::string> read_address(std::string uri, const did::ResolutionOptions& options) {
  TRY(url, read_peer_url(std::move(uri)));
  const did::AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
  TRY_OK(did::check_fetch_url(url, policy));
  return url;
}

/// `https://<domain>`, or `http://` on this machine where that is allowed.
Result<std::string> base_of(std::string_view domain, const did::ResolutionOptions& options) {
  const auto host = domain.substr(0, domain.find(':'));
  const bool is_local = options.plain_http_on_loopback && did::is_loopback_host(host);
  auto base = (is_local ? "http://" : "https://") + std::string(domain);
  const did::AddressPolicy policy{.plain_http_on_loopback = options.plain_http_on_loopback};
  TRY(parsed, did::parse_fetch_url(base, policy));
  if (parsed.authority != domain || parsed.target != "/") {
    return fail(bad_peer, "A domain is a name such as library.example.");
  }
  return base;
}

Task<Result<std::string>> get(fetch::Fetcher& fetcher, std::string url, std::size_t bytes_max) {
  fetch::FetchRequest request;
  request.url = std::move(url);
  request.bytes_max = bytes_max;
  auto fetched = co_await fetcher.fetch(std::move(request));
  if (!fetched) co_return failure_of(std::move(fetched));
  if (fetched->status != 200) {
    co_return fail(no_node, "status " + std::to_string(fetched->status));
  }
  co_return std::move(fetched->body);
}

/// Where the document of this DID says that its node is.
Task<Result<std::string>> find_by_did(did::Did did, Finders finders) {
  CO_TRY(resolved, co_await resolve_did(std::move(did), finders.resolution, finders.fetcher));
  CO_TRY(document, resolved.documents.newest());
  CO_TRY(service, feed::read_feed_service(document));
  co_return read_address(std::move(service.uri), finders.resolution);
}

/// Which did:webvh stands at this place, by the first line of its history. It is resolved after
/// that as any other.
Result<did::Did> read_first_line(std::string_view log, const did::Did& web) {
  TRY(line, json::parse(log.substr(0, log.find('\n'))));
  TRY(parameters, json::Reader(line).get_object("parameters"));
  TRY(scid, parameters.get_string("scid"));
  return did::Did::parse("did:webvh:" + std::string(scid) + ":" + std::string(web.specific_id()));
}

Task<Result<std::string>> find_by_history(std::string base, Finders finders) {
  CO_TRY(log,
         co_await get(finders.fetcher, base + "/.well-known/did.jsonl", did::webvh_log_bytes_max));
  CO_TRY(web, did::did_web_at(base, finders.resolution));
  CO_TRY(did, read_first_line(log, web));
  co_return co_await find_by_did(std::move(did), finders);
}

Task<Result<std::string>> find_by_document(std::string base, Finders finders) {
  CO_TRY(web, did::did_web_at(base, finders.resolution));
  co_return co_await find_by_did(std::move(web), finders);
}

Task<Result<std::string>> find_by_description(std::string base, Finders finders) {
  CO_TRY(text,
         co_await get(finders.fetcher, base + "/.well-known/bot.json", description_bytes_max));
  CO_TRY(said, json::parse(text));
  CO_TRY(endpoint, json::Reader(said).get_string("endpoint"));
  co_return read_address(std::move(endpoint), finders.resolution);
}

/// Of several records the one whose text comes first, for DNS gives them in any order.
Task<Result<std::string>> find_by_dns(std::string base, Finders finders) {
  if (finders.names == nullptr) co_return fail(no_node, "not asked");
  const auto authority = base.substr(base.find("//") + 2);
  const auto host = authority.substr(0, authority.find(':'));
  CO_TRY(records, co_await finders.names->find_txt("_bot." + host));
  std::ranges::sort(records);
  for (const auto& record : records) {
    auto uri = read_bot_record(record);
    if (!uri) continue;
    auto url = read_address(*std::move(uri), finders.resolution);
    if (url) co_return url;
  }
  co_return fail(no_node, "no record");
}

struct Way {
  FoundBy by;
  Task<Result<std::string>> (*find)(std::string base, Finders finders);
};

}  // namespace

std::string_view print_found_by(FoundBy by) {
  switch (by) {
    case FoundBy::did_webvh: return "did:webvh";
    case FoundBy::did_web: return "did:web";
    case FoundBy::well_known: return "bot.json";
    case FoundBy::dns: return "dns";
  }
  return {};
}

Task<Result<FoundNode>> find_node(std::string place, Finders finders) {
  if (place.starts_with("did:")) {
    CO_TRY(did, did::Did::parse(place));
    const auto by = did.method() == "webvh" ? FoundBy::did_webvh : FoundBy::did_web;
    auto url = co_await find_by_did(std::move(did), finders);
    if (!url) co_return fail(no_node, "No node is found: " + url.error().detail);
    co_return FoundNode{std::move(*url), by};
  }
  CO_TRY(base, base_of(place, finders.resolution));
  std::string said;
  for (const auto& way :
       {Way{FoundBy::did_webvh, find_by_history}, Way{FoundBy::did_web, find_by_document},
        Way{FoundBy::well_known, find_by_description}, Way{FoundBy::dns, find_by_dns}}) {
    auto url = co_await way.find(base, finders);
    if (url) co_return FoundNode{std::move(*url), way.by};
    said += " " + std::string(print_found_by(way.by)) + ": " + url.error().detail;
  }
  co_return fail(no_node, "No node is found at " + place + "." + said);
}

std::optional<std::string> read_bot_record(std::string_view text) {
  const bool is_plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  if (!is_plain || trimmed(text.substr(0, text.find(';'))) != record_version) return std::nullopt;
  while (text.contains(';')) {
    text.remove_prefix(text.find(';') + 1);
    const auto member = trimmed(text.substr(0, text.find(';')));
    if (member.starts_with("uri=")) return std::string(trimmed(member.substr(4)));
  }
  return std::nullopt;
}

}  // namespace waarmerk::node::actions
