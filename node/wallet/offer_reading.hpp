// Offer reading: what a wallet reads and writes to take a credential that is offered:
// OpenID4VCI 1.0, the pre-authorized code flow, from the holder's side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/signer.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode bad_offer{"wallet.bad_offer", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_offer{"wallet.unsupported_offer", ErrorKind::invalid};
inline constexpr ErrorCode bad_answer{"wallet.bad_answer", ErrorKind::unavailable};
inline constexpr ErrorCode refused{"wallet.refused", ErrorKind::denied};
inline constexpr ErrorCode gone_offer{"wallet.gone_offer", ErrorKind::missing};

/// What a link says of an offer: the offer, or where it lies.
struct OfferLink {
  std::string offer = {};  ///< JSON
  std::string url = {};
};

/// Of `openid-credential-offer://?…`, or of a page with `credential_offer` or
/// `credential_offer_uri` in its query; nothing for any other link. Fails with wallet.bad_offer.
Result<std::optional<OfferLink>> read_offer_link(std::string_view link);

/// Whether a link is an interaction URL (VCALM): its page says in JSON which protocols it speaks.
bool is_interaction(std::string_view link);
enum class Protocol { oid4vci, oid4vp };
/// The link of this protocol, by the name of its version or by the one before that. Fails with
/// wallet.unsupported_offer.
Result<std::string> read_interaction(std::string_view answer, Protocol protocol);

struct TxCode {
  bool is_numeric = true;
  std::int64_t length = 0;  ///< 0 where it is not told
  std::string description = {};
};

struct OpenOffer {
  std::string issuer;  ///< the Credential Issuer Identifier
  std::vector<std::string> configurations;
  std::string code;  ///< pre-authorized
  std::optional<TxCode> tx_code = {};
};

/// Fails with wallet.bad_offer, or wallet.unsupported_offer where another grant is needed.
Result<OpenOffer> read_open_offer(std::string_view text);

/// `https://host/.well-known/<name>` and the path behind it (RFC 8615).
std::string well_known(std::string_view issuer, std::string_view path);

/// Where an issuer is asked what, and in which form the credential will come.
struct IssuerFace {
  std::string name;           ///< as it calls itself; may be empty
  std::string authorization;  ///< the authorization server; the issuer itself where it names none
  std::string credential_endpoint;
  std::string nonce_endpoint = {};  ///< may be empty, as the two below
  std::string deferred_endpoint = {};
  std::string notification_endpoint = {};
  /// The one that is asked for: `ldp_vc` goes before `jwt_vc_json`, and that before `dc+sd-jwt`.
  std::string configuration;
  bool binds_key = false;  ///< to a bare key, and not to the DID that it is
};

/// Fails with wallet.bad_answer, or wallet.unsupported_offer where no form is one that we read, or
/// it is given to no key such as we have.
Result<IssuerFace> read_issuer(std::string_view metadata, const OpenOffer& offer);

/// The token endpoint. Fails with wallet.bad_answer.
Result<std::string> read_token_endpoint(std::string_view metadata, std::string_view server);

/// The form of a token request.
std::string write_token_request(const OpenOffer& offer, const std::optional<std::string>& tx_code);

/// The string at `name` of an answer. Fails with wallet.bad_answer.
Result<std::string> read_text(std::string_view answer, std::string_view name);

/// The proof of a key, for this issuer alone. Fails as the signer does.
struct ProofWords {
  std::string audience;
  std::string nonce;   ///< left out where empty
  std::string key_id;  ///< its DID URL; where that is empty, the key itself is there
  UnixTime now;
};
Result<std::string> write_holder_proof(const ProofWords& words, const keys::Signer& signer);

/// What a token endpoint gave.
struct Grant {
  std::string token;
  /// Of the credential, where the issuer named one: it is asked for by that alone (8.2).
  std::string identifier = {};
};
/// Fails with wallet.bad_answer.
Result<Grant> read_grant(std::string_view answer, std::string_view configuration);

struct CredentialWish {
  std::string_view configuration;
  std::string_view identifier;  ///< in its place, unless it is empty
  std::string_view proof;
};
std::string write_credential_request(const CredentialWish& wish);

/// What came: credentials, each as its exact text, or the word to come again.
struct Given {
  std::vector<std::string> credentials = {};
  std::string notification_id = {};  ///< may be empty
  std::string transaction_id = {};   ///< where there is none yet
  std::int64_t interval_s = 0;       ///< after so many seconds
};

/// Fails with wallet.bad_answer.
Result<Given> read_given(std::string_view answer);

/// What an endpoint says in the place of an answer: wallet.refused with its own words.
Error read_refusal(int status, std::string_view answer);
/// The same of where an offer lies: wallet.gone_offer where nothing lies there any more.
Error read_offer_refusal(int status, std::string_view answer);
/// The same of a token endpoint: wallet.gone_offer where the code of the offer is not taken; but
/// wallet.refused where a transaction code went along, which may have been the wrong one.
Error read_token_refusal(int status, std::string_view answer);
Error read_tx_code_refusal(int status, std::string_view answer);
/// The same of a credential endpoint: wallet.bad_answer where only the nonce was not taken.
Error read_credential_refusal(int status, std::string_view answer);
/// The same of a deferred credential endpoint: wallet.gone_offer where what was promised is not
/// known any more, or the token is over.
Error read_deferred_refusal(int status, std::string_view answer);

}  // namespace waarmerk::node::wallet
