// Reconciliation as spec/wire/recon.md has it: spec/wire/vectors/recon.json, which was computed
// from the text of the specification and not by this program.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "node/gossip/frame.hpp"
#include "node/recon/heads.hpp"
#include "node/recon/initiator.hpp"
#include "node/recon/responder.hpp"
#include "node/recon/varint.hpp"
#include "tests/support/item_sets.hpp"
#include "tests/support/json_vectors.hpp"

namespace waarmerk::node::recon {

namespace {

using namespace tests::json_vectors;

json::Document vectors() { return load("recon.json"); }

std::vector<ItemId> ids(json::Elements values) {
  std::vector<ItemId> ids;
  for (const json::Value value : values) ids.emplace_back(array<32>(hex(*value.string())));
  return ids;
}

Range range_of(json::Value value) {
  const auto key = text(value, "key");
  const auto upper =
      key == "infinity" ? Bound::infinity() : Bound(number(key), hex(text(value, "prefix")));
  if (value.find("skip")) return {upper, Skip{}};
  if (value.find("ids")) return {upper, IdList{ids(list(value, "ids"))}};
  return {upper, array<16>(hex(text(value, "fingerprint")))};
}

// Item i of a session: its id is the SHA-256 of "item i".
std::vector<Item> items_of(json::Value session, std::string_view lacking) {
  const auto keys = text(session, "keys");
  std::vector<Item> items;
  for (std::int64_t i = 0; i < session.find("count")->integer(); ++i) {
    const auto lacks = [&](json::Value value) { return value.integer() == i; };
    const auto absent = list(session, lacking);
    bool held = true;
    for (const json::Value value : absent) held = held && !lacks(value);
    if (!held) continue;
    const auto id = sha256(bytes_of("item " + std::to_string(i)));
    const auto key = keys == "spread"      ? order_key_of(feed::FeedId(id.value))
                     : keys == "clustered" ? 1'700'000'000 + static_cast<std::uint64_t>(i) / 10
                                           : 7;
    items.push_back({.key = key, .id = ItemId(id.value)});
  }
  return items;
}

}  // namespace

TEST_CASE("varints are those of the specification") {
  const auto all = vectors();
  int count = 0;
  for (const json::Value vector : list(all.root(), "varints")) {
    Bytes bytes;
    append_varint(bytes, number(text(vector, "value")));
    CHECK(encoding::encode_hex(bytes) == text(vector, "bytes"));
    ByteView rest = bytes;
    CHECK(*take_varint(rest) == number(text(vector, "value")));
    ++count;
  }
  for (const json::Value vector : list(all.root(), "refused_varints")) {
    const auto bytes = hex(text(vector, "bytes"));
    ByteView rest = bytes;
    CHECK_MESSAGE(!take_varint(rest), text(vector, "name"));
    ++count;
  }
  MESSAGE(count << " varints");
}

TEST_CASE("fingerprints are those of the specification") {
  int count = 0;
  const auto all = vectors();
  for (const json::Value vector : list(all.root(), "fingerprints")) {
    IdSum sum;
    const auto summed = ids(list(vector, "ids"));
    for (const auto& id : summed) sum += id;
    const auto fingerprint = fingerprint_of(sum, summed.size());
    CHECK_MESSAGE(encoding::encode_hex(fingerprint) == text(vector, "fingerprint"),
                  text(vector, "name"));
    ++count;
  }
  MESSAGE(count << " fingerprints");
}

TEST_CASE("messages are those of the specification") {
  int count = 0;
  const auto all = vectors();
  for (const json::Value vector : list(all.root(), "messages")) {
    CAPTURE(text(vector, "name"));
    std::vector<Range> ranges;
    for (const json::Value range : list(vector, "ranges")) ranges.push_back(range_of(range));
    CHECK(encoding::encode_hex(encode_message(ranges)) == text(vector, "bytes"));
    CHECK(*decode_message(hex(text(vector, "bytes"))) == ranges);
    ++count;
  }
  for (const json::Value vector : list(all.root(), "refused_messages")) {
    CAPTURE(text(vector, "name"));
    const auto message = decode_message(hex(text(vector, "bytes")));
    REQUIRE_FALSE(message);
    CHECK(message.error().code.name == text(vector, "code"));
    ++count;
  }
  MESSAGE(count << " messages");
}

TEST_CASE("heads become the items of the specification") {
  int count = 0;
  const auto all = vectors();
  for (const json::Value vector : list(all.root(), "heads")) {
    const auto item = item_of({.feed = feed::FeedId(array<32>(hex(text(vector, "feed")))),
                               .epoch = static_cast<std::uint32_t>(integer(vector, "epoch")),
                               .seq = static_cast<std::uint64_t>(integer(vector, "seq")),
                               .hash = Sha256(array<32>(hex(text(vector, "entry_hash"))))});
    CHECK(item.key == number(text(vector, "key")));
    CHECK(encoding::encode_hex(item.id.value) == text(vector, "id"));
    ++count;
  }
  MESSAGE(count << " heads");
}

TEST_CASE("sessions go as the specification says, message by message") {
  int count = 0;
  const auto all = vectors();
  for (const json::Value vector : list(all.root(), "sessions")) {
    CAPTURE(text(vector, "name"));
    const auto& cut = text(vector, "cut") == "heads" ? heads_cut : plain_cut;
    Initiator initiator{ItemSet(items_of(vector, "initiator_lacks")), cut};
    Responder responder{ItemSet(items_of(vector, "responder_lacks")), cut};
    const auto said = tests::exchange(initiator, responder).messages;
    std::size_t at = 0;
    for (const json::Value message : list(vector, "messages"))
      CHECK(encoding::encode_hex(said.at(at++)) == *message.string());
    CHECK(said.size() == at);
    const auto found = initiator.differences();
    CHECK(found.need == ids(list(vector, "need")));
    std::vector<ItemId> have;
    for (const auto& item : found.have) have.push_back(item.id);
    std::ranges::sort(have);
    CHECK(have == ids(list(vector, "have")));
    ++count;
  }
  MESSAGE(count << " sessions");
}

TEST_CASE("frames of a reconciliation are those of the specification") {
  int count = 0;
  const auto all = vectors();
  for (const json::Value vector : list(all.root(), "frames")) {
    CAPTURE(text(vector, "name"));
    const gossip::Frame frame =
        gossip::Recon{.session = static_cast<std::uint64_t>(integer(vector, "session")),
                      .round = static_cast<std::uint64_t>(integer(vector, "round")),
                      .message = hex(text(vector, "message")),
                      .wanted = ids(list(vector, "wanted"))};
    CHECK(encoding::encode_hex(gossip::encode_frame(frame)) == text(vector, "frame"));
    CHECK(*gossip::decode_frame(hex(text(vector, "frame"))) == frame);
    ++count;
  }
  MESSAGE(count << " frames");
}

}  // namespace waarmerk::node::recon
