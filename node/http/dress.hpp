// Dress: what somebody at a browser is told in place of a problem document.
#pragma once

#include <functional>

#include "node/http/message.hpp"

namespace waarmerk::node::http {

/// Makes a page of a problem document. The request comes without its body; an answer of another
/// kind comes back as it is.
using Dress = std::function<Response(const Request&, Response)>;

/// Whether a browser asks for something to show: it names HTML, as a script and a program do not.
bool asks_for_page(const Request& request);

/// The request without its body.
Request without_body(const Request& request);

/// Whether this is a problem document.
bool is_problem(const Response& response);

}  // namespace waarmerk::node::http
