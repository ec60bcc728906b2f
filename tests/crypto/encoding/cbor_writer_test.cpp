// What is written from front to back is what a tree of the same values is encoded to.
#include "crypto/encoding/cbor_writer.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "crypto/encoding/cbor.hpp"

namespace waarmerk::encoding {

TEST_CASE("numbers of each size are written as a tree has them, and are read again") {
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{23}, std::uint64_t{24}, std::uint64_t{255},
        std::uint64_t{256}, std::uint64_t{65'535}, std::uint64_t{65'536}, std::uint64_t{1} << 32,
        std::numeric_limits<std::uint64_t>::max()}) {
    CborWriter out;
    out.uint(number);
    CHECK(out.view().size() == encode_cbor(Cbor::uint(number))->size());
    CHECK(decode_cbor(out.view())->as_uint() == number);
  }
  for (const std::int64_t number :
       {std::int64_t{-1}, std::int64_t{5}, std::numeric_limits<std::int64_t>::min()}) {
    CborWriter out;
    out.integer(number);
    CHECK(decode_cbor(out.view())->as_integer() == number);
  }
}

TEST_CASE("what lies in each other is written as a tree has it") {
  const Bytes four{1, 2, 3, 4};
  const auto tree = Cbor::array(
      {Cbor::uint(4), Cbor::map({{Cbor::uint(1), Cbor::bytes(four)},
                                 {Cbor::uint(2), Cbor::array({Cbor::text("naïve"), Cbor()})},
                                 {Cbor::uint(3), Cbor::boolean(true)}})});
  CborWriter out(64);
  out.array(2).uint(4).map(3);
  out.uint(1).bytes(four);
  CborWriter inner;
  inner.array(2).text("naïve").null();
  out.uint(2).encoded(inner.view());
  out.uint(3).boolean(true);
  CHECK(std::move(out).take() == *encode_cbor(tree));
}

TEST_CASE("a promise that was not kept is seen by whoever reads it") {
  CborWriter short_one;
  short_one.array(2).uint(1);
  CHECK_FALSE(decode_cbor(short_one.view()));
  CborWriter unsorted;
  unsorted.map(2).uint(2).null().uint(1).null();
  CHECK_FALSE(decode_cbor(unsorted.view()));
}

}  // namespace waarmerk::encoding
