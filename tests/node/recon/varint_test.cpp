#include "node/recon/varint.hpp"

#include <doctest/doctest.h>

#include "node/recon/error_codes.hpp"

namespace waarmerk::node::recon {

namespace {

ErrorCode code_of(Bytes bytes) {
  ByteView view = bytes;
  const auto taken = take_varint(view);
  return taken ? ErrorCode{} : taken.error().code;
}

}  // namespace

TEST_CASE("a varint has its most significant digit first, and is read back from the front") {
  Bytes bytes;
  append_varint(bytes, 300);
  CHECK(bytes == Bytes{0x82, 0x2c});
  bytes.push_back(5);
  ByteView rest = bytes;
  CHECK(*take_varint(rest) == 300);
  CHECK(*take_varint(rest) == 5);
  CHECK(rest.empty());
}

TEST_CASE("numbers up to 2^64 - 1 are varints, and none above") {
  for (unsigned bit = 0; bit < 64; ++bit) {
    const auto value = (std::uint64_t{1} << bit) - 1 + (std::uint64_t{1} << bit);
    Bytes bytes;
    append_varint(bytes, value);
    CHECK(bytes.size() == (bit + 7) / 7);
    ByteView rest = bytes;
    CHECK(*take_varint(rest) == value);
  }
  CHECK(code_of({0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00}) == malformed);
  CHECK(code_of({0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}) == ErrorCode{});
  CHECK(code_of(Bytes(11, 0xff)) == malformed);
}

TEST_CASE("a varint ends, and is no longer than it need be") {
  CHECK(code_of({}) == malformed);
  CHECK(code_of({0x81}) == malformed);
  CHECK(code_of({0x80, 0x01}) == malformed);
  CHECK(code_of({0x81, 0x00}) == ErrorCode{});
}

}  // namespace waarmerk::node::recon
