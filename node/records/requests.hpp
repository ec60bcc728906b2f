// Requests: what this organisation asks of wallets, and what was shown, until it is forgotten.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/openid/presentation_request.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Fails with records.damaged or as the store does.
Result<std::optional<openid::PresentationRequest>> find_request(const storage::View& view,
                                                                std::string_view id);

/// By their ids, which are chance. Fails likewise.
Result<std::vector<openid::PresentationRequest>> list_requests(const storage::View& view);

void save_request(storage::Batch& batch, const openid::PresentationRequest& request);
void erase_request(storage::Batch& batch, std::string_view id);

}  // namespace waarmerk::node::records
