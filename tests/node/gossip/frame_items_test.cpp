#include "node/gossip/frame_items.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;

template <class T>
ErrorCode code_of(const Result<T>& result) {
  return result ? ErrorCode{} : result.error().code;
}

}  // namespace

TEST_CASE("a hash and a signature have their size, and a number is one") {
  const auto bytes = [](std::size_t size) { return Cbor::bytes(Bytes(size, 7)); };
  const auto hash = bytes(32);
  const auto short_one = bytes(31);
  const auto signature = bytes(64);
  const auto number = Cbor::uint(5);
  CHECK(read_hash(&hash)->front() == 7);
  CHECK(code_of(read_hash(&short_one)) == malformed);
  CHECK(code_of(read_hash(&number)) == malformed);
  CHECK(code_of(read_hash(nullptr)) == malformed);
  CHECK(read_signature(&signature)->back() == 7);
  CHECK(code_of(read_signature(&hash)) == malformed);
  CHECK(*read_uint(&number) == 5);
  CHECK(code_of(read_uint(&hash)) == malformed);
  CHECK(code_of(read_uint(nullptr)) == malformed);
}

TEST_CASE("a time lies before the year 10000") {
  const auto last = Cbor::uint(253'402'300'799'999);
  const auto after = Cbor::uint(253'402'300'800'000);
  CHECK(read_time(&last)->ms == 253'402'300'799'999);
  CHECK(code_of(read_time(&after)) == malformed);
}

TEST_CASE("an array is there, and not longer than it may be") {
  const auto body = Cbor::map({{Cbor::uint(1), Cbor::array({Cbor::uint(1), Cbor::uint(2)})},
                               {Cbor::uint(2), Cbor::uint(3)}});
  CHECK(read_array(body, 1, 2)->size() == 2);
  CHECK(code_of(read_array(body, 1, 1)) == too_large);
  CHECK(code_of(read_array(body, 2, 2)) == malformed);
  CHECK(code_of(read_array(body, 3, 2)) == malformed);
}

}  // namespace waarmerk::node::gossip
