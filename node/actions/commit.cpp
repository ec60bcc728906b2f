#include "node/actions/commit.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace waarmerk::node::actions {
namespace asio = boost::asio;

Task<Result<void>> commit(storage::Journal& journal, storage::Batch batch) {
  auto start = [&journal](auto handler, storage::Batch taken) {
    // The guard keeps the executor running while only the journal's thread knows of the handler.
    auto guard = asio::make_work_guard(asio::get_associated_executor(handler));
    journal.commit(std::move(taken), [handler = std::move(handler),
                                      guard = std::move(guard)](Result<void> done) mutable {
      asio::post(guard.get_executor(),
                 [handler = std::move(handler), done = std::move(done)]() mutable {
                   std::move(handler)(std::move(done));
                 });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<void>)>(
      std::move(start), asio::use_awaitable, std::move(batch));
}

}  // namespace waarmerk::node::actions
