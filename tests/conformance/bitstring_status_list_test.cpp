// Bitstring Status List: the encoded lists, the negatives, and the examples of the specification.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/json/reader.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/status_list.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// Cases that a decoder alone accepts and we refuse or leave out, and why.
const std::map<std::string, std::string> exceptions = {
    {"db-100k-empty", "100,000 entries: fewer than the 131,072 that the specification asks for"},
    {"db-100k-50000-revoked", "as above"},
    {"db-100k-50000-revoked-older-writer", "as above"},
};

std::string name_of(const json::Reader& one) { return one.get_string("name").value(); }

std::set<std::uint64_t> wanted_bits(const json::Reader& one) {
  std::set<std::uint64_t> bits;
  for (const auto& bit : one.one_or_many("setBits")) {
    bits.insert(static_cast<std::uint64_t>(bit.value().integer().value()));
  }
  return bits;
}

std::set<std::uint64_t> bits_of(const StatusList& list) {
  std::set<std::uint64_t> bits;
  for (std::uint64_t i = 0; i < list.size(); ++i) {
    if (list.get(i).value()) bits.insert(i);
  }
  return bits;
}

void check_values(const json::Reader& one, const StatusList& list) {
  const auto size = static_cast<unsigned>(one.get_integer("statusSize").value());
  std::map<std::uint64_t, std::uint64_t> wanted;
  for (const json::Member member : one.find("values")->value().members()) {
    wanted[std::stoull(std::string(member.name))] =
        static_cast<std::uint64_t>(member.value.integer().value());
  }
  std::uint64_t wrong = 0;
  for (std::uint64_t i = 0; i < list.size() / size; ++i) {
    const auto found = wanted.find(i);
    const auto value = list.get_value(i, size).value();
    wrong += value != (found == wanted.end() ? 0 : found->second) ? 1 : 0;
  }
  CHECK(wrong == 0);
}

void check_good(const json::Reader& one) {
  const auto list = StatusList::decode(one.get_string("encodedList").value());
  if (exceptions.contains(name_of(one))) {
    REQUIRE(!list.has_value());
    CHECK(list.error().code == list_length);
    return;
  }
  REQUIRE(list.has_value());
  CHECK(list->bytes().size() == static_cast<std::size_t>(one.get_integer("decodedBytes").value()));
  CHECK(StatusList::decode(list->encode()).value() == *list);
  if (one.find("statusSize")) return check_values(one, *list);
  CHECK(bits_of(*list) == wanted_bits(one));
  CHECK(list->count() == static_cast<std::uint64_t>(one.get_integer("setBitCount").value()));
}

}  // namespace

TEST_CASE("bitstring-status-list: each encoded list holds the bits it says, each negative fails") {
  VECTORS_OR_SKIP(folder, "bitstring-status-list");
  const auto file = tests::parse_json(tests::read_file(folder / "encoded-lists.json"));
  int good = 0;
  int bad = 0;
  for (const auto& one : json::Reader(file).get("cases").value().elements().value()) {
    CAPTURE(name_of(one));
    if (one.get_string("expect").value() == "ok") {
      check_good(one);
      ++good;
    } else {
      CHECK(!StatusList::decode(one.get_string("encodedList").value()).has_value());
      ++bad;
    }
  }
  CHECK(good == 10);
  CHECK(bad == 7);
}

TEST_CASE("bitstring-status-list: the shorter lists hold their bits too, only we do not use them") {
  VECTORS_OR_SKIP(folder, "bitstring-status-list");
  const auto file = tests::parse_json(tests::read_file(folder / "encoded-lists.json"));
  for (const auto& one : json::Reader(file).get("cases").value().elements().value()) {
    if (!exceptions.contains(name_of(one))) continue;
    CAPTURE(name_of(one));
    const auto zipped = encoding::decode_multibase(one.get_string("encodedList").value()).value();
    auto bytes = encoding::inflate_gzip(zipped, 1 << 20).value();
    bytes.resize(status_entries_min / 8);
    CHECK(bits_of(StatusList::from_bytes(bytes).value()) == wanted_bits(one));
  }
}

TEST_CASE("bitstring-status-list: the examples of the specification are read") {
  VECTORS_OR_SKIP(folder, "bitstring-status-list");
  const auto index = tests::parse_json(tests::read_file(folder / "examples/bsl-index.json"));
  int lists = 0;
  int entries = 0;
  for (const json::Value row : index.root().elements()) {
    const std::string name(row.find("file")->string().value());
    CAPTURE(name);
    const auto document = tests::parse_json(tests::read_file(folder / "examples" / name));
    const auto credential = read_credential(document);
    REQUIRE(credential.has_value());
    if (credential->has_type("BitstringStatusListCredential")) {
      const auto list = read_status_credential(document);
      REQUIRE(list.has_value());
      CHECK(list->has_purpose("revocation"));
      CHECK(list->list.count() == 0);
      ++lists;
    }
    for (const auto& status : credential->statuses) {
      CHECK(read_status_entry(status, "$.credentialStatus").has_value());
      ++entries;
    }
  }
  CHECK(lists == 2);
  CHECK(entries == 7);
}
