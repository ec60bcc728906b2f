// Known bits: what we say of other organisations, and what they say of us, with where each stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/credential.hpp"
#include "node/records/trusts.hpp"
#include "node/trust/recognized_entity.hpp"

namespace waarmerk::node::actions {

enum class BitState : std::uint8_t {
  stands,
  not_yet,
  expired,
  replaced,    ///< by a later one about the same scope
  ended,       ///< withdrawn
  unreadable,  ///< its payload is gone, or says what is not understood here
};

std::string_view print_bit_state(BitState state);

struct KnownBit {
  records::Trust kept;
  std::optional<trust::Endorsement> said = {};  ///< nothing where it is unreadable
  trust::StatementForm form = trust::StatementForm::endorsement;  ///< of what is said
  BitState state = BitState::unreadable;
};

/// The credential that a TRUST carried, by the SHA-256 of its payload. Fails with trust.bad_bit
/// where the payload is not held, or as reading does.
Result<credential::Credential> credential_of_bit(const Ports& ports, const Sha256& hash);

/// The relation that a bit is one side of; nothing where it is unreadable (trust::relation_id).
std::optional<Sha256> relation_of(const KnownBit& bit);

/// The newest first, records::trusts_max at the most. Fails as the store does.
Result<std::vector<KnownBit>> bits_given(const Ports& ports);
/// The same of what is said of us, in words that are understood here.
Result<std::vector<KnownBit>> bits_received(const Ports& ports);

/// The relations in which both sides stand.
std::set<Sha256> mutual_relations(const std::vector<KnownBit>& given,
                                  const std::vector<KnownBit>& received);

}  // namespace waarmerk::node::actions
