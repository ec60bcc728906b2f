// Nonces: the c_nonce of OpenID4VCI, which says that a proof was made for us and just now.
//
// Whoever asks is given one, so none is kept: each says until when it holds, under a key that is
// drawn when the node starts. Those that came back are remembered until they are over; each serves
// once. After a restart a wallet has to ask for another, as the protocol provides for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::openid {

inline constexpr ErrorCode busy{"openid.busy", ErrorKind::unavailable};

inline constexpr std::int64_t nonce_ms = 5 * minute_ms;

class Nonces {
 public:
  /// How many that came back are remembered; no other is taken then.
  explicit Nonces(std::size_t used_max = 10'000) : used_max_(used_max) {}

  std::string make(Random& random, UnixTime now);
  /// Takes it. Fails with openid.invalid_nonce where it is not ours, over, or was taken before, and
  /// with openid.busy.
  Result<void> use(std::string_view nonce, UnixTime now);

 private:
  static constexpr std::size_t key_bytes = 32;

  std::size_t used_max_;
  std::optional<Secret<key_bytes>> key_;                  ///< drawn with the first
  std::set<std::pair<UnixTime, std::string>> used_ = {};  ///< until when, and which
};

}  // namespace waarmerk::node::openid
