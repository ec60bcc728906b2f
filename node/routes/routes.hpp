// Every route of the node, in one table.
#pragma once

#include <vector>

#include "node/http/router.hpp"
#include "node/routes/table.hpp"
#include "node/routes/trouble.hpp"

namespace waarmerk::node::routes {

/// The rows, in the order in which spec/http/openapi.json lists them.
std::vector<Row> all_rows();

/// The router over all rows. `services` outlives it.
http::Router make_router(Services& services);

/// Finds the tokens that are kept in this store, which outlives it.
http::Access::Lookup token_lookup(const storage::View& store);

// One file for each of these.
std::vector<Row> achievement_rows();
std::vector<Row> asset_rows();
std::vector<Row> audit_rows();
std::vector<Row> badge_rows();
std::vector<Row> check_material_rows();
std::vector<Row> check_page_rows();
std::vector<Row> confirm_page_rows();
std::vector<Row> credential_rows();
std::vector<Row> did_rows();
std::vector<Row> ending_rows();
std::vector<Row> federation_rows();
std::vector<Row> feed_rows();
std::vector<Row> health_rows();
std::vector<Row> interaction_rows();
std::vector<Row> invitation_page_rows();
std::vector<Row> invitation_rows();
std::vector<Row> issuer_rows();
std::vector<Row> kit_rows();
std::vector<Row> offer_rows();
std::vector<Row> openid_rows();
std::vector<Row> openid_vp_rows();
std::vector<Row> own_did_rows();
std::vector<Row> peer_rows();
std::vector<Row> recognition_rows();
std::vector<Row> request_rows();
std::vector<Row> resolver_rows();
std::vector<Row> status_rows();
std::vector<Row> token_rows();
std::vector<Row> trqp_rows();
std::vector<Row> trust_answer_rows();
std::vector<Row> trust_graph_rows();
std::vector<Row> wallet_rows();
std::vector<Row> watcher_rows();
std::vector<Row> witness_rows();

}  // namespace waarmerk::node::routes
