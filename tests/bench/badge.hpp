// The badge of the benchmarks that go through all of a check: about 3 KB, of a did:key.
#pragma once

#include <memory>
#include <string>

#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::bench {

inline constexpr UnixTime now{1'772'532'720'000};

/// Ed25519, and always the same.
std::unique_ptr<keys::Signer> make_issuer();

/// What `issuer` says in its badge.
node::credential::Badge make_badge(const keys::Signer& issuer);

/// How its badge is signed: by eddsa-rdfc-2022.
node::credential::SecureOptions securing_of(const keys::Signer& issuer);

/// The signed badge as a file.
std::string signed_badge();

}  // namespace waarmerk::bench
