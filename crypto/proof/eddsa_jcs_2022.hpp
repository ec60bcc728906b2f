// eddsa-jcs-2022: canonical JSON, SHA-256, Ed25519 (vc-di-eddsa 3.3).
#pragma once

#include "crypto/proof/cryptosuite.hpp"

namespace waarmerk::proof {

extern const Cryptosuite eddsa_jcs_2022;

}  // namespace waarmerk::proof
