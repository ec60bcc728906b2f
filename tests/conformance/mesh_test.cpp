// What links carry as spec/wire/mesh.md has it: spec/wire/vectors/mesh.json, which was computed
// from the text of the specification, and of SipHash, and not by this program.
#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/hex.hpp"
#include "node/gossip/frame.hpp"
#include "node/mesh/short_id.hpp"
#include "tests/support/json_vectors.hpp"

namespace waarmerk::node::mesh {

namespace {

using namespace tests::json_vectors;

feed::FeedId feed_of(json::Value place) {
  return feed::FeedId(array<32>(hex(text(place, "feed"))));
}

struct Vectors {
  json::Value short_id(std::size_t index) const {
    std::size_t at = 0;
    for (const json::Value value : list(file.root(), "short_ids"))
      if (at++ == index) return value;
    FAIL("there are fewer short ids");
    return file.root();
  }
  gossip::ShortId id(std::size_t index) const {
    return gossip::ShortId(array<16>(hex(text(short_id(index), "id"))));
  }
  feed::FeedId feed(std::size_t index) const { return feed_of(short_id(index)); }
  void check(std::string_view name, const gossip::Frame& frame) const {
    const auto bytes = text(file.root().find("frames").value(), name);
    CHECK(encoding::encode_hex(gossip::encode_frame(frame)) == bytes);
    CHECK(*gossip::decode_frame(hex(bytes)) == frame);
  }

  json::Document file = load("mesh.json");
};

gossip::PeerRecord some_record() {
  gossip::PeerRecord record{.did = *did::Did::parse("did:web:a.example"),
                            .endpoint = "https://a.example/bot/1",
                            .at = UnixTime{1'772'532'720'000}};
  record.sig.fill(7);
  return record;
}

}  // namespace

TEST_CASE("short ids are those of spec/wire/vectors/mesh.json") {
  const Vectors vectors;
  const auto key = array<16>(hex(text(vectors.file.root(), "key")));
  std::size_t count = 0;
  for (const json::Value value : list(vectors.file.root(), "short_ids")) {
    const feed::FeedHead entry{.feed = feed_of(value),
                               .epoch = 0,
                               .seq = number(text(value, "seq")),
                               .hash = Sha256(array<32>(hex(text(value, "hash"))))};
    CHECK(encoding::encode_hex(short_id_of(key, entry).value) == text(value, "id"));
    ++count;
  }
  MESSAGE(count << " short ids");
}

TEST_CASE("frames of links have the bytes of spec/wire/vectors/mesh.json") {
  const Vectors vectors;
  const auto bytes = [](std::string_view word) { return to_bytes(bytes_of(word)); };
  vectors.check("ihave", gossip::Ihave{{vectors.id(0), vectors.id(1)}});
  vectors.check("iwant_ranges",
                gossip::Iwant{.ranges = {{vectors.feed(0), 0, {.from = 3, .to = 66}, true},
                                         {vectors.feed(1), 2, {.from = 1, .to = 1}, false}},
                              .ids = {}});
  vectors.check("iwant_ids", gossip::Iwant{.ranges = {}, .ids = {vectors.id(0)}});
  vectors.check("payload_request", gossip::PayloadRequest{{sha256(bytes("payload"))}});
  vectors.check("payload_answer", gossip::PayloadAnswer{{bytes("payload"), Bytes{}}});
  vectors.check("payload_absent", gossip::PayloadAbsent{{sha256(bytes("payload"))}});
  vectors.check("prune", gossip::Prune{});
  vectors.check("graft", gossip::Graft{});
  vectors.check("peers", gossip::Peers{{some_record()}});
  vectors.check("ping", gossip::Ping{});
  vectors.check("pong", gossip::Pong{});
  vectors.check("bye", gossip::Bye{.code = gossip::bye_full,
                                   .retry_ms = 60'000,
                                   .alternatives = {"https://b.example/bot/1"}});
  vectors.check("subscribe_all", gossip::Subscribe{});
  vectors.check("subscribe",
                gossip::Subscribe{.all = false, .feeds = {vectors.feed(0), vectors.feed(1)}});
  vectors.check("heads_request", gossip::HeadsRequest{.number = 5, .feeds = {vectors.feed(0)}});
  vectors.check("heads_page_request",
                gossip::HeadsRequest{.number = 6, .from_key = 0x1234'5678'90ab'cdef});
  vectors.check(
      "proof_request",
      gossip::ProofRequest{
          .witness = *did::Did::parse("did:key:z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX"),
          .at = UnixTime{1'772'532'720'000},
          .feeds = {vectors.feed(0), vectors.feed(1)}});
}

TEST_CASE("what signs a record of a peer is that of spec/wire/vectors/mesh.json") {
  CHECK(encoding::encode_hex(gossip::signed_bytes(some_record())) ==
        text(load("mesh.json").root(), "record_signed"));
}

}  // namespace waarmerk::node::mesh
