// Sockets made into AnyStream: accepted or dialled, plain or TLS. For the .cpp files of this folder
// only.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/net/any_stream.hpp"
#include "node/net/tls.hpp"

namespace waarmerk::node::net {

/// The server's end of an accepted connection; plain where there is no `tls`.
std::unique_ptr<AnyStream> accepted(boost::asio::ip::tcp::socket socket,
                                    std::shared_ptr<TlsContext> tls);

struct DialOptions {
  std::vector<boost::asio::ip::tcp::endpoint> endpoints = {};  ///< tried in this order
  Transport::Deadline deadline;
  std::shared_ptr<TlsContext> tls = nullptr;  ///< plain where there is none
  std::string host = {};                      ///< what the certificate must name
};

/// Connects to one of exactly these endpoints; nothing is looked up. An error is a reason.
Task<std::expected<std::unique_ptr<AnyStream>, boost::system::error_code>> dial(
    DialOptions options);

}  // namespace waarmerk::node::net
