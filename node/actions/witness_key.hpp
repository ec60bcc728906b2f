// The key under which this node is a witness: in the vault, and never one that signed more than the
// store knows.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "node/witness/witness.hpp"
#include "storage/key_vault.hpp"

namespace waarmerk::node::actions {

/// Whether a key of this name is that of a witness: `witness-1`, `witness-2` …
bool is_witness_key_name(std::string_view name);

struct WitnessKeyOptions {
  /// Where the store came from a backup, a new key is made: nobody knows what the one before signed
  /// since (spec/wire/witness.md 5).
  witness::Memory memory = witness::Memory::whole;
  UnixTime now;
};

/// The newest such key, or a new one, which is in the vault when this returns. Fails as the vault
/// does.
Result<std::unique_ptr<keys::Signer>> get_witness_key(storage::KeyVault& vault, Random& random,
                                                      const WitnessKeyOptions& options);

}  // namespace waarmerk::node::actions
