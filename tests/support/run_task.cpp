#include "tests/support/run_task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>

namespace waarmerk::tests {

void begin(boost::asio::io_context& context, node::Task<void> task) {
  boost::asio::co_spawn(context, std::move(task), boost::asio::detached);
}

void begin_watched(boost::asio::io_context& context, node::Task<void> task) {
  boost::asio::co_spawn(context, std::move(task),
                        [](std::exception_ptr thrown) { REQUIRE_FALSE(thrown); });
}

void run_to_end(node::Task<void> task) {
  boost::asio::io_context context;
  begin_watched(context, std::move(task));
  context.run();
}

}  // namespace waarmerk::tests
