// TlsContext: OpenSSL's context as Asio wraps it. For the .cpp files of this folder only.
#pragma once

#include <boost/asio/ssl/context.hpp>

namespace waarmerk::node::net {

struct TlsContext {
  explicit TlsContext(boost::asio::ssl::context::method method) : ssl(method) {}
  boost::asio::ssl::context ssl;
};

}  // namespace waarmerk::node::net
