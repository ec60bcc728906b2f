// Content codings: which form of a file who asks can read (RFC 9110 12.5.3).
#pragma once

#include <string_view>

namespace waarmerk::node::http {

/// Whether this `Accept-Encoding` names `coding` and does not refuse it. A wildcard alone is no
/// reason to send it: the plain form is always understood.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace waarmerk::node::http
