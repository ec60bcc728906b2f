// ETags: whether who asks has the newest form already (RFC 9110 13.1.2).
#pragma once

#include <string_view>

#include "node/http/message.hpp"

namespace waarmerk::node::http {

/// Whether If-None-Match names `etag`, which stands in its quotes. A proxy that compresses marks a
/// tag as weak, which is the same tag here.
bool has_newest(const Request& request, std::string_view etag);

}  // namespace waarmerk::node::http
