// PresentationRequest: a verifier asks for badges, and a wallet answers once (OpenID4VP 1.0, with
// `direct_post` and signed requests).
//
// Whoever has the link may read the request, and answer it with a badge of their own: that an
// answer is of who was meant is told by the redirect that goes with it, or by who stands there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::openid {

inline constexpr std::int64_t request_ms = 15 * minute_ms;  ///< how long, where nothing is said
inline constexpr std::int64_t request_ms_max = day_ms;
inline constexpr std::int64_t answer_kept_ms = hour_ms;  ///< after its end, where nothing is said
inline constexpr std::int64_t answer_kept_ms_max = 30 * day_ms;
inline constexpr std::int64_t wrong_answers_max = 5;

inline constexpr std::string_view request_path = "/openid/requests/";  ///< and the id
inline constexpr std::string_view response_path = "/openid/response";

struct PresentationRequest {
  std::string id;
  UnixTime made;
  UnixTime until;       ///< it can be answered before
  UnixTime kept_until;  ///< nothing of it is known from then on
  std::string purpose;
  std::string query;  ///< DCQL, as JSON
  std::string nonce;
  std::string state;
  std::string redirect = {};  ///< where the wallet sends its owner after that; may be empty
  std::int64_t wrong_answers = 0;
  std::optional<UnixTime> answered = {};
  std::string error = {};                ///< the wallet's word for why it shows nothing
  std::string result = {};               ///< what was shown, as JSON
  std::optional<Sha256> code_hash = {};  ///< of the response code
};

enum class RequestState { open, answered, refused, expired, locked };

RequestState state_of(const PresentationRequest& request, UnixTime now);
std::string_view print_state(RequestState state);

struct RequestWish {
  UnixTime until;
  UnixTime kept_until;
  std::string purpose;
  std::string query;
  std::string redirect = {};
};

PresentationRequest make_request(RequestWish wish, UnixTime now, Random& random);

/// Fails with openid.invalid_request unless it is open, and this is its state.
Result<void> check_open(const PresentationRequest& request, std::string_view state, UnixTime now);

/// An answer as it is kept, and where the wallet sends its owner; nowhere where that is empty.
struct AnsweredRequest {
  PresentationRequest request;
  std::string redirect = {};
};

/// `result` is JSON.
AnsweredRequest answer_request(PresentationRequest request, std::string result, UnixTime now,
                               Random& random);
/// The wallet shows nothing. What it says is kept where it is a word of OAuth, else as
/// `other`.
AnsweredRequest refuse_request(PresentationRequest request, std::string_view error, UnixTime now,
                               Random& random);

/// Whether what came of it is for who has this response code; needed only where one was sent.
bool may_see(const PresentationRequest& request, std::string_view response_code);

/// Who asks. `url` has no slash at its end.
struct Asker {
  std::string_view url;
  std::string_view did;
  std::string_view name;
};

/// `decentralized_identifier:did:…`: to whom a presentation is addressed.
std::string client_id_of(std::string_view did);

/// The claims of the Request Object (RFC 9101). `wallet_nonce` is what the wallet sent along.
std::string write_request_object(const PresentationRequest& request, const Asker& asker,
                                 std::string_view wallet_nonce, UnixTime now);

std::string request_uri_of(std::string_view url, std::string_view id);
/// `openid4vp://?…` for a wallet.
std::string link_to_request(const Asker& asker, std::string_view id);

/// What the plain form of a request says; each may be empty but one of the first three.
struct PlainQuery {
  std::string achievement = {};  ///< its id
  std::string skill = {};        ///< the URL of what it is aligned with
  std::string type = {};         ///< `achievementType`
  std::string issuer = {};       ///< a DID or URL
};

/// The same as DCQL: one badge, in any of the formats that badges are offered in.
std::string write_plain_query(const PlainQuery& query);

}  // namespace waarmerk::node::openid
