#include "node/feed/payload_form.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/cbor.hpp"
#include "node/feed/limits.hpp"

namespace waarmerk::node::feed {

using encoding::Cbor;

TEST_CASE("whatever is wrong with a payload, it is a bad payload, at the same place") {
  const auto failed = bad({encoding::cbor_malformed, "too short", "$.a"});
  CHECK(failed.error().code == bad_payload);
  CHECK(failed.error().detail == "too short");
  CHECK(failed.error().path == "$.a");
}

TEST_CASE("a payload is at most as large as its type may be") {
  CHECK(bounded(Bytes(payload_bytes_max), EntryType::profile));
  CHECK(bounded(Bytes(payload_bytes_max + 1), EntryType::profile).error().code ==
        payload_too_large);
  CHECK(bounded(Bytes(payload_bytes_max + 1), EntryType::status));
  CHECK(bounded(fail(malformed, "no"), EntryType::status).error().code == bad_payload);
}

TEST_CASE("a map has these keys, no fewer and no others") {
  const auto map = Cbor::map({{Cbor::text("a"), Cbor::uint(1)}, {Cbor::text("b"), Cbor()}});
  CHECK(has_keys(map, {"a", "b"}));
  CHECK_FALSE(has_keys(map, {"a"}));
  CHECK_FALSE(has_keys(map, {"a", "c"}));
  CHECK_FALSE(has_keys(Cbor::uint(1), {}));
  const auto bytes = encoding::encode_cbor(map);
  CHECK(decode_map(*bytes, {"a", "b"}));
  CHECK(decode_map(*bytes, {"a", "c"}).error().code == bad_payload);
  CHECK(decode_map(Bytes{0xa1}, {"a"}).error().code == bad_payload);
}

TEST_CASE("a byte string is of the size that is asked for") {
  CHECK(bytes_at<2>(Cbor::bytes(Bytes{1, 2})) == ByteArray<2>{1, 2});
  CHECK_FALSE(bytes_at<2>(Cbor::bytes(Bytes{1, 2, 3})));
  CHECK_FALSE(bytes_at<2>(Cbor::text("ab")));
}

}  // namespace waarmerk::node::feed
