// Presentation reading: who asks a wallet for badges, and for which: OpenID4VP 1.0 with signed
// requests of a DID and answers by `direct_post`, from the holder's side.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/jose/jws.hpp"
#include "did/did.hpp"
#include "did/document.hpp"
#include "node/openid/dcql.hpp"

namespace waarmerk::node::wallet {

inline constexpr ErrorCode bad_ask{"wallet.bad_request", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_ask{"wallet.unsupported_request", ErrorKind::invalid};
inline constexpr ErrorCode gone_ask{"wallet.gone_request", ErrorKind::missing};
inline constexpr ErrorCode unproved_ask{"wallet.unproved_request", ErrorKind::denied};

/// Where a request lies, and who is said to have made it.
struct RequestLink {
  std::string client_id;
  std::string url;
  bool is_post = false;  ///< how it is asked for
};

/// Of `openid4vp://?…`, or of any link with `request_uri` in its query. Fails with
/// wallet.bad_request, or wallet.unsupported_request where the request is inside the link,
/// unsigned.
Result<RequestLink> read_request_link(std::string_view link);

/// The verifier's DID, of `decentralized_identifier:did:…`. Fails with wallet.unsupported_request.
Result<did::Did> verifier_of(std::string_view client_id);

/// A request as it came, signed by nobody knows whom yet. Fails with wallet.bad_request.
Result<jose::Jws> open_request(std::string_view compact);

/// Whether a key of this document, which `kid` names, signed it. Fails with
/// wallet.unproved_request.
Result<void> check_request(const jose::Jws& request, const did::DidDocument& verifier);

struct RequestRules {
  const RequestLink& link;
  std::string_view wallet_nonce;  ///< what was sent along; empty where nothing was
  UnixTime now;
};

struct Asked {
  std::string client_id;
  std::string name;     ///< as it calls itself; may be empty
  std::string purpose;  ///< likewise
  std::string response_uri;
  std::string nonce;
  std::string state;  ///< may be empty
  openid::Dcql query;
  std::optional<UnixTime> kept_until = {};  ///< their own word for how long they keep the answer
};

/// Only what was signed counts, whatever stood in the link. Fails with wallet.bad_request,
/// wallet.gone_request, wallet.unsupported_request or request.malformed.
Result<Asked> read_request(const jose::Jws& request, const RequestRules& rules);

/// What a verifier says in the place of an answer: wallet.gone_request where it knows of no such
/// request any more, and else what read_refusal() makes of it.
Error read_request_refusal(int status, std::string_view answer);

}  // namespace waarmerk::node::wallet
