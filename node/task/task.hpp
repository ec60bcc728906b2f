// Task: the one coroutine type of the node, so that only this file names what drives it.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "crypto/base/result.hpp"

namespace waarmerk::node {

template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace waarmerk::node
