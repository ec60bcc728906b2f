#include "node/feed/feed_id.hpp"

#include <algorithm>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/multibase.hpp"
#include "node/feed/error_codes.hpp"

namespace waarmerk::node::feed {

namespace {

constexpr std::string_view feed_domain{"bot/feed/1\0", 11};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The host of a did:web, its port with `%3A` before it, and the path segments.
std::string web_subject(const did::Did& did) {
  std::string id{did.specific_id()};
  std::string host = id.substr(0, id.find(':'));
  const std::string path = id.substr(host.size());
  std::ranges::transform(host, host.begin(), lower);
  const std::string port = host.substr(std::min(host.find("%3a"), host.size()));
  host.resize(host.size() - port.size());
  if (host.ends_with('.')) host.pop_back();
  return "did:web:" + host + (port.empty() ? "" : "%3A" + port.substr(3)) + path;
}

std::string subject_of(const did::Did& did) {
  if (did.method() == "webvh") {
    const auto id = did.specific_id();
    return "webvh:" + std::string(id.substr(0, id.find(':')));
  }
  return did.method() == "web" ? web_subject(did) : did.text();
}

}  // namespace

FeedId feed_id_of(const did::Did& did) {
  const auto subject = subject_of(did);
  return FeedId{sha256({bytes_of(feed_domain), bytes_of(subject)}).value};
}

std::string print_feed_id(const FeedId& feed) {
  return encoding::encode_multibase(encoding::Base::base64url, feed.value);
}

Result<FeedId> parse_feed_id(std::string_view text) {
  const auto bytes = encoding::decode_multibase(encoding::Base::base64url, text);
  FeedId feed{};
  if (!bytes || bytes->size() != feed.value.size())
    return fail(malformed, "a feed is named by u and 43 characters of base64url");
  std::ranges::copy(*bytes, feed.value.begin());
  return feed;
}

}  // namespace waarmerk::node::feed
