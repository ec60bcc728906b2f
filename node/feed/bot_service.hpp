// The service of a DID document that says where its feed is, and with which keys (spec/wire/feed.md
// 3).
#pragma once

#include <string_view>

#include "did/document.hpp"

namespace waarmerk::node::feed {

inline constexpr std::string_view bot_service_type = "BitOfTrustNode";

/// The first of this type, as long as the document lives; null where there is none.
const did::Service* find_bot_service(const did::DidDocument& document);

}  // namespace waarmerk::node::feed
