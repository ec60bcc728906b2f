// Verdicts as the VC-API answers them: 200 with `verified`, or 400 with problem details.
#pragma once

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/verdict.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::routes {

/// `{verified, problemDetails, verdict}`; 400 unless the badge is genuine, because a client that
/// looks at the status alone must not take a bad badge for a good one.
http::Response verdict_response(const credential::Verdict& verdict);
http::Response verdict_response(const credential::PresentationVerdict& verdict);

}  // namespace waarmerk::node::routes
