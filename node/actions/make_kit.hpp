// Making a survival kit: what is held of a badge's issuer, put into one file with the badge.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/witness_role.hpp"
#include "node/kit/kit.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode nothing_held{"kit.nothing_held", ErrorKind::missing};

enum class KitForm {
  whole,
  staple,  ///< without the badge and what seldom changes: to be handed over with it
};

struct KitOrder {
  std::string badge;  ///< as it was issued
  KitForm form = KitForm::whole;
};

/// The badge is not verified. Fails as reading it does; with kit.nothing_held where no feed of its
/// issuer is held; or as the store does.
Result<kit::Kit> make_kit(const Ports& ports, const WitnessRole* own, const KitOrder& order);

}  // namespace waarmerk::node::actions
