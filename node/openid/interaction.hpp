// Interaction: one address for a wallet and for a browser alike (VCALM, interaction URL).
//
// A wallet that asks for JSON is told which protocols lead on; a browser is given a page.
#pragma once

#include <string>
#include <string_view>

namespace waarmerk::node::openid {

inline constexpr std::string_view interaction_path = "/interactions/";  ///< and the id

/// Of the offer that this pre-authorized code opens. What is secret of the code stands in the
/// query, which no access log of ours holds.
std::string interaction_of_offer(std::string_view url, std::string_view code);
std::string interaction_of_request(std::string_view url, std::string_view id);

/// The code again, of what stands in the path and in the query.
std::string code_of_interaction(std::string_view id, std::string_view key);

/// `{"protocols":{…}}`: each name is the protocol's with its version, and the older one without,
/// which wallets in the field know.
std::string write_offer_protocols(std::string_view link);
std::string write_request_protocols(std::string_view link);

}  // namespace waarmerk::node::openid
