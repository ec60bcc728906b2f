#include "crypto/proof/sd_proof_value.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

using encoding::Cbor;
using Header = ByteArray<3>;

constexpr Header base_header = {0xd9, 0x5d, 0x00};
constexpr Header derived_header = {0xd9, 0x5d, 0x01};

/// 33 bytes with the code of its kind before them. The specification prints 36, but its own
/// vectors have 35.
constexpr std::size_t multikey_bytes = 35;

std::unexpected<Error> refuse(std::string detail) {
  return fail(malformed, std::move(detail), "$.proof.proofValue");
}

bool has_header(ByteView bytes, const Header& header) {
  return bytes.size() >= header.size() && std::ranges::equal(bytes.first(header.size()), header);
}

Result<Bytes> decode(std::string_view text) {
  auto bytes = encoding::decode_multibase(encoding::Base::base64url, text);
  if (bytes) return bytes;
  return refuse("a proof value of ecdsa-sd-2023 is base64url with a u before it");
}

/// The five parts that stand behind the header.
Result<Cbor::Array> read_components(ByteView bytes, const Header& header) {
  if (!has_header(bytes, header)) return refuse("a proof value does not begin as it must");
  const auto decoded = encoding::decode_cbor(bytes.subspan(header.size()));
  if (!decoded) return refuse("a proof value is not CBOR: " + decoded.error().detail);
  const auto* components = decoded->as_array();
  if (components != nullptr && components->size() == 5) return *components;
  return refuse("a proof value has five parts");
}

Result<std::string> print_components(const Header& header, Cbor::Array components) {
  TRY(encoded, encoding::encode_cbor(Cbor::array(std::move(components))));
  Bytes bytes(header.begin(), header.end());
  append(bytes, encoded);
  return encoding::encode_multibase(encoding::Base::base64url, bytes);
}

template <std::size_t N>
Result<ByteArray<N>> read_bytes(const Cbor& from) {
  const Bytes* bytes = from.as_bytes();
  if (bytes == nullptr || bytes->size() != N) {
    return refuse("a part of a proof value must be " + std::to_string(N) + " bytes");
  }
  ByteArray<N> copy;
  std::ranges::copy(*bytes, copy.begin());
  return copy;
}

Result<keys::PublicKey> read_statement_key(const Cbor& from) {
  TRY(bytes, read_bytes<multikey_bytes>(from));
  const auto coded = encoding::split_codec(bytes);
  if (coded && coded->codec == encoding::Multicodec::p256_pub) {
    if (auto key = keys::PublicKey::make(keys::Algorithm::p256, coded->body)) return key;
  }
  return refuse("the key of the statements is no P-256 key");
}

Result<const Cbor::Array*> read_array(const Cbor& from, std::size_t size_max) {
  const auto* array = from.as_array();
  if (array == nullptr) return refuse("a part of a proof value must be a list");
  if (array->size() > size_max) return fail(too_complex, "a proof value has too long a list");
  return array;
}

Result<std::vector<EcdsaSignature>> read_signatures(const Cbor& from) {
  TRY(array, read_array(from, statement_signatures_max));
  std::vector<EcdsaSignature> signatures;
  signatures.reserve(array->size());
  for (const Cbor& one : *array) {
    TRY(signature, read_bytes<64>(one));
    signatures.push_back(signature);
  }
  return signatures;
}

Result<std::vector<std::string>> read_pointers(const Cbor& from) {
  TRY(array, read_array(from, pointers_max));
  std::vector<std::string> pointers;
  for (const Cbor& one : *array) {
    if (one.as_text() == nullptr) return refuse("a mandatory pointer must be a text");
    pointers.push_back(*one.as_text());
  }
  return pointers;
}

/// Two nodes with one label would be one node in what was signed, and two in what is shown.
Result<std::vector<Sha256>> read_labels(const Cbor& from) {
  const auto* map = from.as_map();
  if (map == nullptr) return refuse("the labels of a proof value must be a map");
  std::vector<Sha256> labels(map->size());
  std::set<ByteArray<32>> seen;
  for (const auto& [key, value] : *map) {  // no key comes twice, so that each place is filled
    const auto index = key.as_uint();
    if (!index || *index >= labels.size()) return refuse("a label is of a blank node not there");
    TRY(label, read_bytes<32>(value));
    if (!seen.insert(label).second) return refuse("two blank nodes have one label");
    labels[*index] = Sha256{label};
  }
  return labels;
}

Result<std::vector<std::uint64_t>> read_indexes(const Cbor& from) {
  TRY(array, read_array(from, encoding::cbor_items_max));
  std::vector<std::uint64_t> indexes;
  indexes.reserve(array->size());
  for (const Cbor& one : *array) {
    const auto index = one.as_uint();
    if (!index) return refuse("a mandatory index must be a number");
    indexes.push_back(*index);
  }
  std::ranges::sort(indexes);
  if (std::ranges::adjacent_find(indexes) == indexes.end()) return indexes;
  return refuse("a mandatory index comes twice");
}

Cbor write_signatures(const std::vector<EcdsaSignature>& signatures) {
  Cbor::Array written;
  for (const auto& signature : signatures) written.push_back(Cbor::bytes(signature));
  return Cbor::array(std::move(written));
}

}  // namespace

Result<BaseProofValue> parse_base_proof_value(std::string_view text) {
  TRY(bytes, decode(text));
  TRY(components, read_components(bytes, base_header));
  TRY(base_signature, read_bytes<64>(components[0]));
  TRY(statement_key, read_statement_key(components[1]));
  TRY(hmac_key, read_bytes<32>(components[2]));
  TRY(signatures, read_signatures(components[3]));
  TRY(pointers, read_pointers(components[4]));
  return BaseProofValue{.base_signature = base_signature,
                        .statement_key = statement_key,
                        .hmac_key = Secret<32>(hmac_key),
                        .signatures = std::move(signatures),
                        .mandatory_pointers = std::move(pointers)};
}

Result<std::string> print_base_proof_value(const BaseProofValue& value) {
  Cbor::Array pointers;
  for (const auto& pointer : value.mandatory_pointers) pointers.push_back(Cbor::text(pointer));
  return print_components(
      base_header,
      {Cbor::bytes(value.base_signature), Cbor::bytes(keys::encode_multikey(value.statement_key)),
       Cbor::bytes(value.hmac_key.view()), write_signatures(value.signatures),
       Cbor::array(std::move(pointers))});
}

Result<DerivedProofValue> parse_derived_proof_value(std::string_view text) {
  TRY(bytes, decode(text));
  if (has_header(bytes, base_header)) {
    return fail(base_proof,
                "this is a base proof, for its holder alone: a proof derived from it is shown",
                "$.proof.proofValue");
  }
  TRY(components, read_components(bytes, derived_header));
  TRY(base_signature, read_bytes<64>(components[0]));
  TRY(statement_key, read_statement_key(components[1]));
  TRY(signatures, read_signatures(components[2]));
  TRY(labels, read_labels(components[3]));
  TRY(indexes, read_indexes(components[4]));
  return DerivedProofValue{.base_signature = base_signature,
                           .statement_key = statement_key,
                           .signatures = std::move(signatures),
                           .labels = std::move(labels),
                           .mandatory_indexes = std::move(indexes)};
}

Result<std::string> print_derived_proof_value(const DerivedProofValue& value) {
  Cbor::Map labels;
  for (std::size_t i = 0; i < value.labels.size(); ++i) {
    labels.emplace_back(Cbor::uint(i), Cbor::bytes(value.labels[i].value));
  }
  Cbor::Array indexes;
  for (const auto index : value.mandatory_indexes) indexes.push_back(Cbor::uint(index));
  return print_components(
      derived_header,
      {Cbor::bytes(value.base_signature), Cbor::bytes(keys::encode_multikey(value.statement_key)),
       write_signatures(value.signatures), Cbor::map(std::move(labels)),
       Cbor::array(std::move(indexes))});
}

std::string print_blank_label(const Sha256& label) {
  return "u" + encoding::encode_base64url(label.value);
}

Bytes sign_data(const Digest& proof_hash, const keys::PublicKey& statement_key,
                const Digest& mandatory_hash) {
  Bytes data = to_bytes(proof_hash.view());
  append(data, keys::encode_multikey(statement_key));
  append(data, mandatory_hash.view());
  return data;
}

}  // namespace waarmerk::proof
