#include "node/feed/feed_keys.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_webvh.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/limits.hpp"

namespace waarmerk::node::feed {

namespace {

bool can_sign(const keys::PublicKey& key) { return key.algorithm() == keys::Algorithm::ed25519; }

/// Whether the feed is that of a did:webvh which stands at the place of this did:web and is its
/// other name.
bool is_of_parallel(const FeedId& feed, const did::DidDocument& document) {
  const auto& did = document.id();
  return did.method() == "web" &&
         std::ranges::any_of(document.also_known_as(), [&](const std::string& name) {
           const auto other = did::Did::parse(name);
           return other && feed_id_of(*other) == feed &&
                  name ==
                      std::string(did::lasting_part(name)) + ":" + std::string(did.specific_id());
         });
}

Result<FeedService> read_endpoint(const json::Reader& endpoint, const did::DidDocument& document) {
  const auto& did = document.id();
  TRY(uri, endpoint.get_string("uri"));
  TRY(feed_text, endpoint.find_string("feed"));
  TRY(key_text, endpoint.get_string("feedKey"));
  TRY(epoch, endpoint.find_integer("epoch"));
  if (!feed_text && did.method() != "webvh") return fail(no_feed_key, "the service names no feed");
  TRY(feed, feed_text ? parse_feed_id(*feed_text) : Result<FeedId>(feed_id_of(did)));
  TRY(key, keys::parse_multikey(key_text));
  if (!can_sign(key)) return fail(no_feed_key, "a feed key is an Ed25519 key");
  if (feed != feed_id_of(did) && !is_of_parallel(feed, document)) {
    return fail(wrong_feed, "the service names another DID's feed");
  }
  const auto number = epoch.value_or(0);
  // Only a history tells which key was good in which epoch.
  const bool is_known = did.method() == "webvh" ? number >= 0 && number <= UINT32_MAX : number == 0;
  if (!is_known) return fail(no_feed_key, "the service names an epoch that cannot be");
  return FeedService{std::move(uri), feed, std::move(key), static_cast<std::uint32_t>(number),
                     mirrors_of(document)};
}

// did:key and did:jwk have no services: the key that is the DID signs the feed too.
Result<FeedKeys> own_key(const did::DidDocument& document) {
  for (const auto& method : document.methods())
    if (method.key && can_sign(*method.key))
      return FeedKeys{document.id(), {{.key = *method.key, .from = UnixTime{0}}}};
  return fail(no_feed_key, "the DID is no Ed25519 key");
}

bool is_deactivated(const did::DocumentHistory& documents) {
  const auto newest = documents.newest();
  return !newest && newest.error().code == did::deactivated;
}

}  // namespace

Result<keys::PublicKey> FeedKeys::find(const Header& header) const {
  for (const auto& candidate : keys)
    if (candidate.epoch == header.epoch && candidate.from <= header.ts &&
        (!candidate.until || header.ts < *candidate.until) && kid8_of(candidate.key) == header.kid8)
      return candidate.key;
  return fail(unauthorised_key, "the key may not sign this feed at that time");
}

std::uint32_t FeedKeys::newest_epoch() const {
  std::uint32_t newest = 0;
  for (const auto& candidate : keys) newest = std::max(newest, candidate.epoch);
  return newest;
}

Result<FeedKeys> feed_keys_of(const did::DidDocument& document) {
  const auto method = document.id().method();
  if (method == "key" || method == "jwk") return own_key(document);
  TRY(service, read_feed_service(document));
  if (service.feed != feed_id_of(document.id())) {
    return fail(wrong_feed, "only the history of its did:webvh says whose keys count");
  }
  return FeedKeys{document.id(), {{.key = std::move(service.feed_key), .from = UnixTime{0}}}};
}

Result<FeedKeys> feed_keys_of(const did::DocumentHistory& documents) {
  if (!documents.is_dated()) return feed_keys_of(documents.versions().front().document);
  FeedKeys all{documents.versions().back().document.id(), {}};
  for (const auto& version : documents.versions()) {
    const auto service = read_feed_service(version.document);
    if (!service) continue;
    const bool goes_on = !all.keys.empty() && all.keys.back().until == version.from &&
                         all.keys.back().key == service->feed_key &&
                         all.keys.back().epoch == service->epoch;
    const auto from = all.keys.empty() ? UnixTime{0} : version.from;
    if (!goes_on) {
      all.keys.push_back({.key = service->feed_key, .from = from, .epoch = service->epoch});
    }
    all.keys.back().until = version.until;
  }
  // Of a DID that was deactivated the last key says what is left to say.
  if (!all.keys.empty() && is_deactivated(documents)) all.keys.back().until.reset();
  if (all.keys.empty()) return fail(no_feed_key, "no document has a BitOfTrustNode service");
  const auto surplus = all.keys.size() - std::min(all.keys.size(), feed_keys_max);
  all.keys.erase(all.keys.begin(), all.keys.begin() + static_cast<std::ptrdiff_t>(surplus));
  return all;
}

Result<FeedService> read_feed_service(const did::DidDocument& document) {
  const auto* service = find_bot_service(document);
  if (service == nullptr) return fail(no_feed_key, "the document has no BitOfTrustNode service");
  auto read = read_endpoint(json::Reader(service->endpoint), document);
  if (read || read.error().code == wrong_feed) return read;
  return fail(no_feed_key, read.error().detail, read.error().path);
}

void write_feed_service(json::Writer& writer, const did::Did& did, const FeedService& service) {
  writer.begin_object().member("id", did.text() + "#bot").member("type", bot_service_type);
  writer.name("serviceEndpoint").begin_object().member("uri", service.uri);
  // The SCID is a hash over this very document, and the id of the feed one over the SCID.
  if (did.method() != "webvh") writer.member("feed", print_feed_id(service.feed));
  writer.member("feedKey", keys::print_multikey(service.feed_key));
  writer.name("epoch").integer(service.epoch);
  if (!service.mirrors.empty()) {
    writer.name("mirrors").begin_array();
    for (const auto& mirror : service.mirrors) writer.string(mirror);
    writer.end_array();
  }
  writer.end_object().end_object();
}

}  // namespace waarmerk::node::feed
