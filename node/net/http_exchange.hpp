// HttpExchange: one request out, one bounded response back, over a stream that is open. For the
// .cpp files of this folder only.
#pragma once

#include <string>

#include "crypto/base/result.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/net/any_stream.hpp"

namespace waarmerk::node::net {

/// Where the request goes, as the address guard read it.
struct RequestLine {
  std::string authority;
  std::string target;
};

/// The text of a request of HTTP/1.1 that asks to close. Fails with fetch.refused for a method that
/// is not GET, POST or DELETE, and for text that would break out of its line.
Result<std::string> print_request(const fetch::FetchRequest& request, const RequestLine& line);

/// Sends `text` and reads the response, by the deadline that the stream has. Fails with
/// fetch.failed, fetch.too_large or fetch.timeout.
Task<Result<fetch::Fetched>> exchange(AnyStream& stream, std::string text, std::size_t bytes_max);

/// What to answer where a connection could not be made or broke.
Error explain_failure(boost::system::error_code error);

}  // namespace waarmerk::node::net
