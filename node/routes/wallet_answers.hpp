// WalletAnswers: the form in which OAuth's endpoints are asked by wallets, and refuse them.
#pragma once

#include "crypto/base/result.hpp"
#include "node/http/message.hpp"
#include "node/http/query.hpp"

namespace waarmerk::node::routes {

/// The same response, which nobody may keep on the way.
http::Response unstored(http::Response response);

/// What a wallet did wrong is told in its own words (RFC 6749 5.2, RFC 6750 3, OpenID4VCI 1.0
/// 8.3.1), and what is broken here in ours. Where a badge cannot be given any more, such as by an
/// organisation that ended, a wallet need not come again.
Result<http::Response> refuse_wallet(Error error);

/// The parameters of a form in the body. Fails with openid.invalid_request.
Result<http::Query> read_wallet_form(const http::Request& request);

}  // namespace waarmerk::node::routes
