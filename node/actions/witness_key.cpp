#include "node/actions/witness_key.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view start = "witness-";

/// 0 where it is no such name.
std::uint32_t number_of(std::string_view name) {
  if (!name.starts_with(start)) return 0;
  name.remove_prefix(start.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_plain = error == std::errc() && end == name.data() + name.size();
  return is_plain && !name.starts_with('0') ? number : 0;
}

}  // namespace

bool is_witness_key_name(std::string_view name) { return number_of(name) != 0; }

Result<std::unique_ptr<keys::Signer>> get_witness_key(storage::KeyVault& vault, Random& random,
                                                      const WitnessKeyOptions& options) {
  std::uint32_t newest = 0;
  for (const auto& entry : vault.entries()) newest = std::max(newest, number_of(entry.name));
  const bool is_new = newest == 0 || options.memory == witness::Memory::restored;
  const auto name = std::string(start) + std::to_string(newest + (is_new ? 1 : 0));
  if (is_new) {
    TRY_OK(vault.add(name, keys::SecretKey::generate(keys::Algorithm::ed25519, random), options.now,
                     random));
  }
  return vault.signer(name);
}

}  // namespace waarmerk::node::actions
