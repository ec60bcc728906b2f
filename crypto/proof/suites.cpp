// The table of cryptosuites: a new suite is one row here.
#include <algorithm>
#include <cassert>
#include <string>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/eddsa_jcs_2022.hpp"

namespace waarmerk::proof {
namespace {

constexpr const Cryptosuite* suites[] = {&eddsa_jcs_2022};

}  // namespace

HashData::HashData(ByteView configuration_hash, ByteView document_hash)
    : size_(configuration_hash.size() + document_hash.size()) {
  assert(size_ <= bytes_.size());
  const auto middle = std::ranges::copy(configuration_hash, bytes_.begin()).out;
  std::ranges::copy(document_hash, middle);
}

Result<const Cryptosuite*> get_suite(std::string_view name) {
  const auto found = std::ranges::find(suites, name, &Cryptosuite::name);
  if (found != std::end(suites)) return *found;
  return fail(unknown_suite, "this cryptosuite is not supported: " + std::string(name));
}

Result<void> expect_algorithm(const Cryptosuite& suite, keys::Algorithm algorithm) {
  const auto found = std::ranges::find(suite.algorithms, algorithm);
  if (found != suite.algorithms.end()) return {};
  return fail(wrong_key, "this cryptosuite does not use keys of this algorithm");
}

}  // namespace waarmerk::proof
