// Asking: badges are asked of whoever has a wallet, and what was shown is kept as long as was said
// (OpenID4VP 1.0, verifier).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/openid/presentation_request.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_request{"request.not_found", ErrorKind::missing};
inline constexpr ErrorCode no_request_address{"request.no_address", ErrorKind::missing};
inline constexpr ErrorCode many_requests{"request.too_many", ErrorKind::exhausted};
inline constexpr ErrorCode no_response_code{"request.wrong_response_code", ErrorKind::denied};

inline constexpr std::size_t requests_max = 1'000;
inline constexpr std::size_t query_bytes_max = 16 << 10;
inline constexpr std::size_t purpose_bytes_max = 500;
inline constexpr std::size_t redirect_bytes_max = 2'000;
inline constexpr std::size_t wallet_nonce_bytes_max = 512;

struct RequestOrder {
  std::string query;    ///< DCQL, as JSON
  std::string purpose;  ///< for who is asked, in the asker's own words
  std::optional<UnixTime> until = {};
  std::optional<UnixTime> kept_until = {};
  std::string redirect = {};  ///< http or https, without a fragment; may be empty
};

/// Fails with request.malformed, request.no_address where the node has no web address,
/// request.too_many, or as the journal does.
Task<Result<openid::PresentationRequest>> ask_badges(Ports& ports, RequestOrder order);

/// The newest first. Fails as the store does.
Result<std::vector<openid::PresentationRequest>> known_requests(const Ports& ports);
/// Fails with request.not_found, also once it is to be forgotten, or as the store does.
Result<openid::PresentationRequest> get_request(const Ports& ports, std::string_view id);
/// The same, while it can be answered.
Result<openid::PresentationRequest> get_open_request(const Ports& ports, std::string_view id);

/// The Request Object, a JWT. Fails with request.malformed for a wallet_nonce that is too long, or
/// as the signer does.
Result<std::string> sign_request(const Ports& ports, const openid::PresentationRequest& request,
                                 std::string_view wallet_nonce);

/// The request that a wallet answers. Fails with openid.invalid_request, or as the store does.
Result<openid::PresentationRequest> find_answered(const Ports& ports, std::string_view state);

/// What a wallet answered, once. It is on disk before the wallet is told where to go, which is what
/// is given back; it may be empty. Fails as find_answered, or as the journal does.
Task<Result<std::string>> keep_answer(Ports& ports, std::string state, std::string result);
/// The same for who shows nothing.
Task<Result<std::string>> keep_refusal(Ports& ports, std::string state, std::string error);
/// Some are free.
Task<Result<void>> count_wrong_answer(Ports& ports, std::string state);

/// Nobody can answer it any more, and nothing of what was shown is known. Fails with
/// request.not_found, or as the journal does.
Task<Result<void>> withdraw_request(Ports& ports, std::string id);

/// Forgets what was to be kept until now; answers how many.
Task<Result<std::size_t>> forget_requests(Ports& ports);

}  // namespace waarmerk::node::actions
