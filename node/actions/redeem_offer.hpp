// Redeeming: the codes of an offer for an access token, and that with a proof of a key for the
// badge (OpenID4VCI 1.0 6 and 8).
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/actions/ports.hpp"
#include "node/openid/offer.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// The access token. A wrong try, and who was first, are on disk before anybody is told. Fails with
/// openid.invalid_grant, openid.invalid_request, openid.invalid_authorization_details, or as the
/// journal does.
Task<Result<std::string>> redeem_code(Ports& ports, openid::Shown shown);

/// What a wallet sends with its access token.
struct WalletAsk {
  std::string access_token;
  json::Document body;
};

struct HandedOver {
  /// As JSON text: an object, or a string around a JWT. Nothing while the operator has not
  /// confirmed who gets it.
  std::optional<std::string> credential;
  std::string id;  ///< for a notification, or of the transaction that is waited for
};

/// To whom the badge is bound is on disk before it is awarded, and it is awarded once: who asks
/// again, with the same key and in the same form, is given the same. Fails with openid.*, as
/// award_badge, or as the journal does.
Task<Result<HandedOver>> hand_over(Ports& ports, WalletAsk ask);

/// The same for who was told to wait, and asks at the deferred endpoint. Fails with
/// openid.invalid_transaction_id too, also once it was awarded.
Task<Result<HandedOver>> hand_over_later(Ports& ports, WalletAsk ask);

/// What became of it in the wallet; the last word stands. Fails with openid.invalid_token,
/// openid.invalid_notification_request, openid.invalid_notification_id, or as the journal does.
Task<Result<void>> take_notification(Ports& ports, WalletAsk ask);

}  // namespace waarmerk::node::actions
