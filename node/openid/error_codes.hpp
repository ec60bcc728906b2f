// The errors of OAuth 2.0 and OpenID4VCI by their own names: what stands behind the dot is what a
// wallet is told (RFC 6749 5.2, RFC 6750 3.1, OpenID4VCI 1.0 8.3.1, 9.3 and 11.3).
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::openid {

// Of the token endpoint.
inline constexpr ErrorCode invalid_request{"openid.invalid_request", ErrorKind::invalid};
inline constexpr ErrorCode invalid_grant{"openid.invalid_grant", ErrorKind::invalid};
inline constexpr ErrorCode invalid_authorization_details{"openid.invalid_authorization_details",
                                                         ErrorKind::invalid};
inline constexpr ErrorCode unsupported_grant_type{"openid.unsupported_grant_type",
                                                  ErrorKind::invalid};

// Of the credential endpoint.
inline constexpr ErrorCode invalid_token{"openid.invalid_token", ErrorKind::unauthenticated};
inline constexpr ErrorCode invalid_credential_request{"openid.invalid_credential_request",
                                                      ErrorKind::invalid};
inline constexpr ErrorCode unknown_configuration{"openid.unknown_credential_configuration",
                                                 ErrorKind::invalid};
inline constexpr ErrorCode unknown_identifier{"openid.unknown_credential_identifier",
                                              ErrorKind::invalid};
inline constexpr ErrorCode invalid_proof{"openid.invalid_proof", ErrorKind::invalid};
inline constexpr ErrorCode invalid_nonce{"openid.invalid_nonce", ErrorKind::invalid};
inline constexpr ErrorCode invalid_encryption{"openid.invalid_encryption_parameters",
                                              ErrorKind::invalid};
inline constexpr ErrorCode request_denied{"openid.credential_request_denied", ErrorKind::invalid};

// Of the deferred credential endpoint.
inline constexpr ErrorCode invalid_transaction{"openid.invalid_transaction_id", ErrorKind::invalid};

// Of the notification endpoint.
inline constexpr ErrorCode invalid_notification_id{"openid.invalid_notification_id",
                                                   ErrorKind::invalid};
inline constexpr ErrorCode invalid_notification_request{"openid.invalid_notification_request",
                                                        ErrorKind::invalid};

}  // namespace waarmerk::node::openid
