// FeedId: the name of an issuer's feed, computed from its DID (spec/wire/feed.md 1).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/strong.hpp"
#include "did/did.hpp"

namespace waarmerk::node::feed {

/// 32 bytes: the SHA-256 of `bot/feed/1`, a zero byte and the subject.
using FeedId = Strong<struct FeedIdTag, ByteArray<32>>;

/// The feed of this DID. did:webvh is known by its SCID, so a move to another host keeps the feed;
/// of did:web the host is in lower case and without its last dot. Every other DID is as it stands.
FeedId feed_id_of(const did::Did& did);

/// `u` and 43 characters of base64url.
std::string print_feed_id(const FeedId& feed);

/// Fails with feed.malformed.
Result<FeedId> parse_feed_id(std::string_view text);

}  // namespace waarmerk::node::feed
