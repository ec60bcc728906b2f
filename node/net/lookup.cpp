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
#include <mutex>
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

/// One question. Whoever answers may outlive the loop of whoever asked, so it touches the loop only
/// while the asker still waits.
struct Question {
  std::mutex mutex;
  asio::steady_timer* waiting = nullptr;
  Result<std::vector<std::string>> answer =
      fail(lookup_timeout, "Looking up the host took too long.");
};

/// Answers; the timer is cut short on its own strand.
void give(const std::shared_ptr<Question>& question, Result<std::vector<std::string>> answer) {
  const std::scoped_lock lock(question->mutex);
  if (!question->waiting) return;
  question->answer = std::move(answer);
  asio::post(question->waiting->get_executor(), [question] {
    const std::scoped_lock again(question->mutex);
    if (question->waiting) question->waiting->cancel();
  });
}

/// The asker's side; ends when its coroutine ends, however that ends.
class Waiting {
 public:
  Waiting(const asio::any_io_executor& strand, std::shared_ptr<Question> question)
      : timer_(strand), question_(std::move(question)) {
    question_->waiting = &timer_;
  }
  ~Waiting() { take(); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  asio::steady_timer& timer() { return timer_; }
  Result<std::vector<std::string>> take() {
    const std::scoped_lock lock(question_->mutex);
    question_->waiting = nullptr;
    return question_->answer;
  }

 private:
  asio::steady_timer timer_;
  std::shared_ptr<Question> question_;
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
  const auto question = std::make_shared<Question>();
  Waiting waiting(co_await asio::this_coro::executor, question);
  waiting.timer().expires_at(deadline);
  asio::post(parts.pool, [&parts, question, host = std::move(host)] {
    auto answer = parts.resolve(host);
    --parts.waiting;
    give(question, std::move(answer));
  });
  co_await waiting.timer().async_wait(asio::as_tuple(asio::use_awaitable));
  co_return waiting.take();
}

}  // namespace waarmerk::node::net
