// What a node answers its peers: the GETs of `bot/1`, as pure functions (spec/wire/gossip.md 3).
//
// Each answer is immutable or has an ETag, so that a cache or a static host may give it as well.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "node/feed/feed_reader.hpp"

namespace waarmerk::node::gossip {

struct Served {
  int status = 200;
  std::string content_type = {};
  std::string cache_control = {};
  std::string etag = {};  ///< with its quotes; empty where there is none
  Bytes bytes = {};
};

/// Where a node serves all of it, below its address.
inline constexpr std::string_view protocol_path = "/bot/1";
/// Of a node with this address.
std::string endpoint_at(std::string_view url);

/// `path` is what follows protocol_path: `/f/{feed}/head`, `/f/{feed}/e/{epoch}/{from}-{to}`,
/// `/p/{hash}`, `/heads` or `/h/{from}-{to}`; `query` is without `?`. 400 where it is malformed,
/// 404 where there is no such thing. Comparing the ETag with If-None-Match is the caller's.
Served serve(const feed::FeedReader& reader, std::string_view path, std::string_view query);

// The paths that a peer is asked for.
std::string head_path(const feed::FeedId& feed);
std::string range_path(const feed::FeedId& feed, std::uint32_t epoch, feed::SeqRange range);
std::string payload_path(const Sha256& hash);
std::string heads_path(std::uint64_t after);
std::string arrivals_path(feed::SeqRange block);
inline constexpr std::string_view push_path = "/push";

/// `u` and 43 characters of base64url.
std::string print_hash(const Sha256& hash);

}  // namespace waarmerk::node::gossip
