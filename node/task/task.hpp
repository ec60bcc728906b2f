// Task: the one coroutine type of the node, so that only this file names what drives it.
#pragma once

#include <boost/asio/awaitable.hpp>

#include <functional>

#include "crypto/base/result.hpp"

namespace waarmerk::node {

template <class T>
using Task = boost::asio::awaitable<T>;

/// Tells the answer to whoever waits for it (await_call.hpp).
template <class T>
using Done = std::move_only_function<void(T)>;

}  // namespace waarmerk::node
