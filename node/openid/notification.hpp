// Notification: what a wallet says became of the credential that it was given (OpenID4VCI 1.0 11).
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::openid {

struct Notification {
  std::string id;     ///< `notification_id`
  std::string event;  ///< `credential_accepted`, `credential_failure` or `credential_deleted`
};

/// A description is for people and not kept; what is not known is passed over. Fails with
/// openid.invalid_notification_request.
Result<Notification> read_notification(const json::Document& body);

}  // namespace waarmerk::node::openid
