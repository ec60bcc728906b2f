// Offers: badges that wait for a wallet, and what came of each. Of their secrets only hashes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/openid/offer.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// Fails with records.damaged or as the store does.
Result<std::optional<openid::Offer>> find_offer(const storage::View& view, std::string_view id);

/// By their ids, which are chance. Fails likewise.
Result<std::vector<openid::Offer>> list_offers(const storage::View& view);

void save_offer(storage::Batch& batch, const openid::Offer& offer);
void erase_offer(storage::Batch& batch, std::string_view id);

}  // namespace waarmerk::node::records
