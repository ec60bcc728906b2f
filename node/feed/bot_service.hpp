// The service of a DID document that says where its feed is, and with which keys (spec/wire/feed.md
// 3).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "did/document.hpp"

namespace waarmerk::node::feed {

inline constexpr std::string_view bot_service_type = "BitOfTrustNode";

/// The first of this type, as long as the document lives; null where there is none.
const did::Service* find_bot_service(const did::DidDocument& document);

inline constexpr std::size_t mirrors_max = 8;
inline constexpr std::size_t mirror_bytes_max = 1024;

/// Where else the same is served, each as the `uri` of a node and without a slash at the end: what
/// `mirrors` of the service names and may be fetched, the first `mirrors_max` of it. Whatever else
/// stands there is passed over, for a feed is no less good by it.
std::vector<std::string> mirrors_of(const did::DidDocument& document);

}  // namespace waarmerk::node::feed
