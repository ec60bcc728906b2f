#include "crypto/proof/sd_proof_value.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

using encoding::Cbor;

keys::PublicKey some_key(keys::Algorithm algorithm = keys::Algorithm::p256) {
  return new_signer(1, algorithm)->public_key();
}

std::string printed(Cbor::Array components, std::uint8_t kind = 1) {
  Bytes bytes = {0xd9, 0x5d, kind};
  append(bytes, encoding::encode_cbor(Cbor::array(std::move(components))).value());
  return encoding::encode_multibase(encoding::Base::base64url, bytes);
}

Cbor zeros(std::size_t size) { return Cbor::bytes(Bytes(size)); }

Cbor key() { return Cbor::bytes(keys::encode_multikey(some_key())); }

Cbor::Array derived_parts() {
  return {zeros(64), key(), Cbor::array({zeros(64)}), Cbor::map({{Cbor::uint(0), zeros(32)}}),
          Cbor::array({Cbor::uint(3)})};
}

Cbor::Array base_parts() {
  return {zeros(64), key(), zeros(32), Cbor::array({zeros(64)}), Cbor::array({Cbor::text("/a")})};
}

/// The derived parts with one of them replaced, read.
ErrorCode refused_with(std::size_t index, Cbor part) {
  auto parts = derived_parts();
  parts[index] = std::move(part);
  const auto parsed = parse_derived_proof_value(printed(std::move(parts)));
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}

ErrorCode base_refused_with(std::size_t index, Cbor part) {
  auto parts = base_parts();
  parts[index] = std::move(part);
  const auto parsed = parse_base_proof_value(printed(std::move(parts), 0));
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}

}  // namespace

TEST_CASE("a derived proof value is read and printed alike") {
  const auto text = printed(derived_parts());
  const auto value = parse_derived_proof_value(text);
  REQUIRE(value);
  CHECK(value->statement_key == some_key());
  CHECK(value->signatures.size() == 1);
  CHECK(value->labels.size() == 1);
  CHECK(value->mandatory_indexes == std::vector<std::uint64_t>{3});
  CHECK(print_derived_proof_value(*value).value() == text);
}

TEST_CASE("a base proof value is read and printed alike") {
  const auto text = printed(base_parts(), 0);
  const auto value = parse_base_proof_value(text);
  REQUIRE(value);
  CHECK(value->mandatory_pointers == std::vector<std::string>{"/a"});
  CHECK(print_base_proof_value(*value).value() == text);
}

TEST_CASE("neither kind of proof value is read as the other") {
  CHECK(parse_derived_proof_value(printed(base_parts(), 0)).error().code == base_proof);
  CHECK(parse_base_proof_value(printed(derived_parts())).error().code == malformed);
  CHECK(parse_derived_proof_value(printed(derived_parts(), 2)).error().code == malformed);
}

TEST_CASE("each part of a derived proof value must be what it is") {
  CHECK(refused_with(0, zeros(63)) == malformed);
  CHECK(refused_with(0, Cbor::text("a")) == malformed);
  CHECK(refused_with(1, zeros(35)) == malformed);
  CHECK(refused_with(1, zeros(36)) == malformed);
  CHECK(refused_with(1, Cbor::bytes(keys::encode_multikey(some_key(keys::Algorithm::ed25519)))) ==
        malformed);
  CHECK(refused_with(2, zeros(64)) == malformed);
  CHECK(refused_with(2, Cbor::array({zeros(65)})) == malformed);
  CHECK(refused_with(3, Cbor::array({})) == malformed);
  CHECK(refused_with(3, Cbor::map({{Cbor::uint(0), zeros(31)}})) == malformed);
  CHECK(refused_with(3, Cbor::map({{Cbor::uint(1), zeros(32)}})) == malformed);
  CHECK(refused_with(3, Cbor::map({{Cbor::text("0"), zeros(32)}})) == malformed);
  CHECK(refused_with(4, Cbor::array({Cbor::integer(-1)})) == malformed);
  CHECK(refused_with(4, Cbor::array({Cbor::uint(1), Cbor::uint(1)})) == malformed);
}

TEST_CASE("two blank nodes cannot have one label") {
  CHECK(refused_with(3, Cbor::map({{Cbor::uint(0), zeros(32)}, {Cbor::uint(1), zeros(32)}})) ==
        malformed);
}

TEST_CASE("each part of a base proof value must be what it is") {
  CHECK(base_refused_with(0, zeros(65)) == malformed);
  CHECK(base_refused_with(1, zeros(35)) == malformed);
  CHECK(base_refused_with(2, zeros(31)) == malformed);
  CHECK(base_refused_with(3, Cbor::array({zeros(1)})) == malformed);
  CHECK(base_refused_with(4, Cbor::array({Cbor::uint(1)})) == malformed);
  CHECK(base_refused_with(4, Cbor::text("/a")) == malformed);
}

TEST_CASE("a proof value has as many signatures as it may, and five parts") {
  CHECK(parse_derived_proof_value(printed([] {
    auto parts = derived_parts();
    parts[2] = Cbor::array(Cbor::Array(statement_signatures_max, zeros(64)));
    return parts;
  }())));
  CHECK(refused_with(2, Cbor::array(Cbor::Array(statement_signatures_max + 1, zeros(64)))) ==
        too_complex);
  CHECK(base_refused_with(4, Cbor::array(Cbor::Array(pointers_max + 1, Cbor::text("/a")))) ==
        too_complex);
  auto parts = derived_parts();
  parts.push_back(Cbor());
  CHECK(parse_derived_proof_value(printed(std::move(parts))).error().code == malformed);
}

TEST_CASE("a proof value is base64url with a u, and CBOR to its end") {
  const auto text = printed(derived_parts());
  CHECK(parse_derived_proof_value("z" + text.substr(1)).error().code == malformed);
  CHECK(parse_derived_proof_value(text.substr(1)).error().code == malformed);
  CHECK(parse_derived_proof_value(text + "AAAA").error().code == malformed);
  CHECK(parse_derived_proof_value(text.substr(0, 40)).error().code == malformed);
  CHECK(parse_derived_proof_value("u").error().code == malformed);
  CHECK(parse_derived_proof_value("").error().code == malformed);
}

TEST_CASE("what is signed is the hash of the proof, the key, and the hash of what must be shown") {
  const Digest one(Bytes(32, 1)), two(Bytes(32, 2));
  const Bytes data = sign_data(one, some_key(), two);
  CHECK(data.size() == 32 + 35 + 32);
  CHECK(data.front() == 1);
  CHECK(data[32] == 0x80);
  CHECK(data[33] == 0x24);
  CHECK(data.back() == 2);
}

}  // namespace waarmerk::proof
