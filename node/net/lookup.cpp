#include "node/net/lookup.hpp"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;

constexpr std::size_t threads = 4;
constexpr int waiting_max = 256;
constexpr std::size_t addresses_max = 16;

Result<std::vector<std::string>> ask_system(const std::string& host) {
  asio::io_context unused;
  asio::ip::tcp::resolver resolver(unused);
  boost::system::error_code error;
  const auto found = resolver.resolve(host, "", error);
  if (error) return fail(host_not_found, "The host cannot be found: " + error.message() + ".");
  std::vector<std::string> addresses;
  for (const auto& entry : found) {
    if (addresses.size() == addresses_max) break;
    addresses.push_back(entry.endpoint().address().to_string());
  }
  return addresses;
}

/// One question; lives until both who asked and who answers are done with it.
struct Question {
  explicit Question(const asio::any_io_executor& executor) : timer(executor) {}
  asio::steady_timer timer;
  Result<std::vector<std::string>> answer =
      fail(lookup_timeout, "Looking up the host took too long.");
};

}  // namespace

struct Lookup::Parts {
  Resolve resolve;
  std::atomic<int> waiting = 0;
  asio::thread_pool pool{threads};
};

Lookup::Lookup(Resolve resolve) : parts_(std::make_unique<Parts>()) {
  parts_->resolve = resolve ? std::move(resolve) : ask_system;
}

Lookup::~Lookup() {
  parts_->pool.stop();
  parts_->pool.join();
}

Task<Result<std::vector<std::string>>> Lookup::find(
    std::string host, std::chrono::steady_clock::time_point deadline) {
  auto& parts = *parts_;
  if (parts.waiting.fetch_add(1) >= waiting_max) {
    --parts.waiting;
    co_return fail(lookup_timeout, "Too many hosts are being looked up.");
  }
  const asio::any_io_executor strand = co_await asio::this_coro::executor;
  const auto question = std::make_shared<Question>(strand);
  question->timer.expires_at(deadline);
  asio::post(parts.pool, [&parts, strand, question, host = std::move(host)]() mutable {
    auto answer = parts.resolve(host);
    --parts.waiting;
    // The strand keeps the answer from coming in while the timer is being read.
    asio::post(strand, [question = std::move(question), answer = std::move(answer)]() mutable {
      question->answer = std::move(answer);
      question->timer.cancel();
    });
  });
  co_await question->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return question->answer;
}

}  // namespace waarmerk::node::net
