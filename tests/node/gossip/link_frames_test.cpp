#include "node/gossip/link_frames.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::gossip {

TEST_CASE("what signs a record of a peer ends where each part does") {
  const PeerRecord record{.did = *did::Did::parse("did:web:a.example"),
                          .endpoint = "https://a.example/bot/1",
                          .at = UnixTime{258}};
  const auto message = signed_bytes(record);
  const std::string_view text(
      "bot/peer/1\0did:web:a.example\0https://a.example/bot/1\0"
      "\0\0\0\0\0\0\1\2",
      61);
  CHECK(text_of(message) == text);
}

TEST_CASE("records that differ in their time are signed differently") {
  PeerRecord record{.did = *did::Did::parse("did:web:a.example"), .endpoint = "x", .at = {}};
  const auto before = signed_bytes(record);
  record.at = UnixTime{1};
  CHECK(signed_bytes(record) != before);
}

}  // namespace waarmerk::node::gossip
