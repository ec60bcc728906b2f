// Metadata: what wallets read of an issuer before they ask, and the offer that sends them to it
// (OpenID4VCI 1.0 4.1 and 12; RFC 8414).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "node/openid/offer.hpp"

namespace waarmerk::node::openid {

inline constexpr std::string_view pre_authorized_code_grant =
    "urn:ietf:params:oauth:grant-type:pre-authorized_code";

inline constexpr std::string_view issuer_metadata_path = "/.well-known/openid-credential-issuer";
inline constexpr std::string_view server_metadata_path = "/.well-known/oauth-authorization-server";
inline constexpr std::string_view offer_path = "/openid/offer";
inline constexpr std::string_view token_path = "/openid/token";
inline constexpr std::string_view nonce_path = "/openid/nonce";
inline constexpr std::string_view credential_path = "/openid/credential";
inline constexpr std::string_view deferred_path = "/openid/deferred-credential";
inline constexpr std::string_view notification_path = "/openid/notification";

inline constexpr std::string_view ldp_vc = "ldp_vc";
inline constexpr std::string_view jwt_vc_json = "jwt_vc_json";
inline constexpr std::string_view dc_sd_jwt = "dc+sd-jwt";

/// The class of a badge in the vocabulary of Open Badges 3.0, which is the `vct` too.
inline constexpr std::string_view open_badge_type =
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";

/// A form in which badges are offered.
struct Configuration {
  std::string id;
  std::string_view format;     ///< one of the three above
  std::string_view form;       ///< how this node calls it (actions::Award)
  std::string_view algorithm;  ///< with which it is signed, as wallets call it
};

/// Who offers. `url` is the Credential Issuer Identifier, without a slash at its end.
struct Face {
  std::string_view url;
  std::string_view name;
  std::span<const Configuration> configurations;
};

std::string write_issuer_metadata(const Face& face);

/// Of the authorization server, which is the issuer itself.
std::string write_server_metadata(std::string_view url);

/// The Credential Offer.
std::string write_offer(std::string_view url, const Offer& offer, std::string_view code);

/// `openid-credential-offer://?…` with the offer inside, for a wallet on this device.
std::string link_by_value(std::string_view offer);
/// The same with the address of the offer, which a small QR code can hold.
std::string link_by_reference(std::string_view url, std::string_view code);

}  // namespace waarmerk::node::openid
