// Signing a status list as ours: one of our own, or one that we go on with for another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/status_list.hpp"

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
  std::string credential;
  UnixTime valid_until;
};

/// Valid from now on, for list_valid_ms. Fails as writing and securing a credential do.
Result<OurList> sign_list(const Ports& ports, const ListToSign& list);

}  // namespace waarmerk::node::actions
