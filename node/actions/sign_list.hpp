// Signing a status list as ours: one of our own, or one that we go on with for another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/status_list.hpp"
#include "node/records/statuses.hpp"

namespace waarmerk::node::actions {

/// How long a list says that it may be relied on, and how often it should be looked at again.
inline constexpr std::int64_t list_valid_ms = 7 * day_ms;
inline constexpr std::int64_t list_ttl_ms = hour_ms;

struct ListToSign {
  std::string url;
  std::vector<std::string> purposes;
  credential::StatusList bits;
};

struct OurList {
  std::string url;
  std::string credential;  ///< or a Status List Token
  UnixTime valid_until;
};

/// Valid from now on, for list_valid_ms. Fails as writing and securing a credential do.
Result<OurList> sign_list(const Ports& ports, const ListToSign& list);

/// The same for one of our own, in the form that it has: a credential, or a Status List Token.
/// Fails as the above, or with what the signer fails with.
Result<OurList> sign_own_list(const Ports& ports, const records::OwnList& list);

}  // namespace waarmerk::node::actions
