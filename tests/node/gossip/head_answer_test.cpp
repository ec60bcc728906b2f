#include "node/gossip/head_answer.hpp"

#include <doctest/doctest.h>

#include "node/gossip/frame.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::gossip {
namespace {

/// What two witnesses say of a feed whose head this is.
struct Answered {
  Answered() {
    for (const std::uint8_t seed : {std::uint8_t{1}, std::uint8_t{2}}) {
      tests::WitnessDesk desk(seed);
      REQUIRE(desk.witness.see(head, tests::witness_time));
      const auto snapshot = desk.publish(tests::witness_time);
      proofs.push_back(*desk.witness.prove(head.feed, snapshot));
      frames.push_back(encode_frame(proofs.back()));
    }
  }

  feed::Header head = tests::header_at(7, 5);
  std::vector<witness::Proof> proofs;
  std::vector<Bytes> frames;
};

ErrorCode code_of(ByteView answer) {
  const auto read = decode_head_proofs(answer);
  return read ? ErrorCode{} : read.error().code;
}

}  // namespace

TEST_CASE("a head comes with what witnesses say of it, and reads as a head without it") {
  const Answered made;
  const auto answer = encode_head_answer(made.head, made.frames);
  CHECK(*decode_head(answer) == made.head);
  CHECK(*decode_head_proofs(answer) == made.proofs);
}

TEST_CASE("a head of which no witness speaks is its 229 bytes") {
  const Answered made;
  const auto answer = encode_head_answer(made.head, {});
  CHECK(answer.size() == feed::header_bytes);
  CHECK(decode_head_proofs(answer)->empty());
}

TEST_CASE("behind a head nothing but an array of proofs is read") {
  const Answered made;
  auto answer = encode_head_answer(made.head, made.frames);
  CHECK(code_of(ByteView(answer).first(228)) == malformed);
  CHECK(code_of(ByteView(answer).first(answer.size() - 1)) == malformed);
  answer.push_back(0);
  CHECK(code_of(answer) == malformed);
  CHECK(code_of(Bytes(head_answer_bytes_max + 1)) == too_large);
  const Bytes other{encode_frame(Entries{{{made.head, std::nullopt}}})};
  CHECK(code_of(encode_head_answer(made.head, std::vector<Bytes>{other})) == malformed);
}

TEST_CASE("more proofs than an answer may have are left out") {
  const Answered made;
  const std::vector<Bytes> many(head_proofs_max + 1, made.frames.front());
  CHECK(decode_head_proofs(encode_head_answer(made.head, many))->size() == head_proofs_max);
}

}  // namespace waarmerk::node::gossip
