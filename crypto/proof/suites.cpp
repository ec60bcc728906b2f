// The table of cryptosuites: a new suite is one row here.
#include <algorithm>
#include <cassert>
#include <string>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/jcs.hpp"
#include "crypto/proof/rdfc.hpp"
#include "crypto/proof/sd_verify.hpp"
#include "crypto/proof/selective_disclosure.hpp"

namespace waarmerk::proof {
namespace {

using keys::Algorithm;

constexpr Algorithm eddsa[] = {Algorithm::ed25519};
constexpr Algorithm ecdsa[] = {Algorithm::p256, Algorithm::p384};
constexpr Algorithm p256[] = {Algorithm::p256};

constexpr Cryptosuite suites[] = {
    {.name = "eddsa-rdfc-2022", .algorithms = eddsa, .hash = hash_rdfc},
    {.name = "ecdsa-rdfc-2019", .algorithms = ecdsa, .hash = hash_rdfc},
    {.name = "eddsa-jcs-2022", .algorithms = eddsa, .hash = hash_jcs, .carries_context = true},
    {.name = "ecdsa-jcs-2019", .algorithms = ecdsa, .hash = hash_jcs, .carries_context = true},
};

/// Of before DataIntegrityProof: read for the badges that have it, and not made any more. What is
/// signed is that of eddsa-rdfc-2022 (vc-di-eddsa A.3).
constexpr Cryptosuite ed25519_signature_2020{
    .name = "Ed25519Signature2020", .algorithms = eddsa, .hash = hash_rdfc};

constexpr Cryptosuite selective{
    .name = ecdsa_sd_2023_name, .algorithms = p256, .hash = nullptr, .verify = verify_derived};

}  // namespace

HashData::HashData(ByteView configuration_hash, ByteView document_hash)
    : size_(configuration_hash.size() + document_hash.size()) {
  assert(size_ <= bytes_.size());
  const auto middle = std::ranges::copy(configuration_hash, bytes_.begin()).out;
  std::ranges::copy(document_hash, middle);
}

HashAlgorithm hash_algorithm_of(keys::Algorithm key) {
  return key == Algorithm::p384 ? HashAlgorithm::sha384 : HashAlgorithm::sha256;
}

std::span<const Cryptosuite> all_suites() { return suites; }

const Cryptosuite& ecdsa_sd_2023() { return selective; }

Result<const Cryptosuite*> get_suite(std::string_view name) {
  const auto found = std::ranges::find(suites, name, &Cryptosuite::name);
  if (found != std::end(suites)) return found;
  return fail(unknown_suite, "this cryptosuite is not supported: " + std::string(name));
}

Result<const Cryptosuite*> suite_of(const DataIntegrityProof& proof) {
  const bool is_current = proof.type == "DataIntegrityProof";
  if (is_current && proof.cryptosuite == selective.name) return &selective;
  if (is_current) return get_suite(proof.cryptosuite);
  if (proof.type == ed25519_signature_2020.name) return &ed25519_signature_2020;
  return fail(unknown_suite, "a proof of this type is not supported: " + proof.type);
}

Result<void> expect_algorithm(const Cryptosuite& suite, keys::Algorithm algorithm) {
  const auto found = std::ranges::find(suite.algorithms, algorithm);
  if (found != suite.algorithms.end()) return {};
  return fail(wrong_key, "this cryptosuite does not use keys of this algorithm");
}

}  // namespace waarmerk::proof
