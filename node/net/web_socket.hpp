// WebSocket: a Socket over an AnyStream (RFC 6455). For the .cpp files of this folder only.
//
// Binary messages only, never compressed. A ping goes out where nothing came for 25 seconds, and
// who does not answer for another 25 is gone.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <string>

#include "node/net/any_stream.hpp"
#include "node/task/socket.hpp"

namespace waarmerk::node::net {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// The server's end: answers the request, which asks for `protocol`. The stream outlives the
/// socket.
Task<Result<std::unique_ptr<Socket>>> accept_socket(AnyStream& stream,
                                                    const UpgradeRequest& request,
                                                    std::string protocol);

struct SocketTarget {
  std::string authority;
  std::string target;
  std::string protocol;
};

/// The client's end, of a stream that it owns. Fails with socket.refused.
Task<Result<std::unique_ptr<Socket>>> open_socket(std::unique_ptr<AnyStream> stream,
                                                  SocketTarget target);

}  // namespace waarmerk::node::net
