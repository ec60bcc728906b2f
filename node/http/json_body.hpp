// JSON in, JSON out, at this edge only.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/parse.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::http {

/// The body as JSON. Its type must be `application/json` or `application/…+json`, its charset, if
/// any, UTF-8. Fails with http.unsupported_media_type or what json::parse fails with.
Result<json::Document> json_body(const Request& request, const json::Limits& limits = {});

/// A response of `application/json`. `body` is JSON already.
Response json_response(int status, std::string body);
Response json_response(int status, std::string body, std::string_view content_type);

/// 201 with the place where the new thing can be read.
Response created(std::string location, std::string body);

Response no_content();

Response text_response(int status, std::string body);

}  // namespace waarmerk::node::http
