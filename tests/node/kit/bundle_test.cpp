#include "node/kit/bundle.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/gzip.hpp"
#include "node/kit/kit.hpp"

namespace waarmerk::node::kit {
namespace {

using Kits = std::vector<std::string>;

Bytes bundle_of(const Kits& kits) {
  BundleWriter writer;
  Bytes bytes;
  for (const auto& each : kits) append(bytes, *writer.add(each));
  append(bytes, writer.end());
  return bytes;
}

/// In parts of so many bytes.
Result<Kits> read(ByteView bytes, std::size_t part = 1000) {
  BundleReader reader;
  Kits all;
  for (; !bytes.empty(); bytes = bytes.subspan(std::min(part, bytes.size()))) {
    TRY(kits, reader.take(bytes.first(std::min(part, bytes.size()))));
    all.insert(all.end(), kits.begin(), kits.end());
  }
  TRY(count, reader.end());
  CHECK(count == all.size());
  return all;
}

/// A bundle that was written by somebody who keeps to no limit.
Bytes odd_bundle(ByteView chunk) {
  Bytes bytes = to_bytes(bytes_of(std::string_view("bot/bundle/1\0", 13)));
  const auto packed = encoding::deflate_gzip(chunk);
  for (const int shift : {24, 16, 8, 0}) {
    bytes.push_back(static_cast<std::uint8_t>(packed.size() >> shift));
  }
  append(bytes, packed);
  return bytes;
}

}  // namespace

TEST_CASE("a bundle gives back its kits in their order, in whatever parts it comes") {
  Kits kits;
  for (int i = 0; i < 300; ++i) kits.push_back(std::string(4000, 'x') + std::to_string(i));
  const auto bytes = bundle_of(kits);
  CHECK(bytes.size() < 300 * 400);
  CHECK(read(bytes) == kits);
  CHECK(read(bytes, 1) == kits);
  CHECK(read(bytes, bytes.size()) == kits);
  CHECK(read(bundle_of({})) == Kits());
}

TEST_CASE("a bundle that was cut anywhere is refused, and whole it is not") {
  const auto bytes = bundle_of({"one", "two"});
  CHECK(read(bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(read(ByteView(bytes).first(size)).error().code == bundle_truncated);
  }
}

TEST_CASE("a bundle of which a byte was changed is refused") {
  const auto bytes = bundle_of({"one", "two"});
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    CAPTURE(at);
    auto changed = bytes;
    changed[at] ^= 1;
    CHECK_FALSE(read(changed));
  }
  auto changed = bytes;
  changed.back() ^= 1;
  CHECK(read(changed).error().code == bundle_changed);
  changed = bytes;
  changed.front() ^= 1;
  CHECK(read(changed).error().code == bundle_malformed);
}

TEST_CASE("nothing may stand behind the end") {
  auto bytes = bundle_of({"one"});
  bytes.push_back(0);
  CHECK(read(bytes).error().code == bundle_malformed);
}

TEST_CASE("a kit at its limit is taken, and one byte more is not") {
  BundleWriter writer;
  CHECK(writer.add(std::string(kit_bytes_max, 'x')));
  CHECK(writer.add(std::string(kit_bytes_max + 1, 'x')).error().code == bundle_too_large);
  CHECK(read(bundle_of({std::string(kit_bytes_max, 'x')})));
  const Bytes claimed{0x00, 0x10, 0x00, 0x01};
  CHECK(read(odd_bundle(claimed)).error().code == bundle_too_large);
  const Bytes cut{0x00, 0x00, 0x00, 0x02, 'x'};
  CHECK(read(odd_bundle(cut)).error().code == bundle_malformed);
}

TEST_CASE("a chunk that is larger than it may be is refused before it is unpacked") {
  CHECK(read(odd_bundle(Bytes(bundle_chunk_bytes_max + 1))).error().code == bundle_too_large);
  auto bytes = odd_bundle(Bytes(10));
  bytes[13] = 0x01;
  CHECK(read(bytes).error().code == bundle_too_large);
}

TEST_CASE("more kits than a bundle may have are not written") {
  BundleWriter writer;
  for (std::uint64_t i = 0; i < bundle_kits_max; ++i) REQUIRE(writer.add("{}"));
  CHECK(writer.add("{}").error().code == bundle_too_large);
}

}  // namespace waarmerk::node::kit
