#include "tests/support/tcp_relay.hpp"

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <thread>
#include <utility>

namespace waarmerk::tests {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t block_bytes = 16 << 10;

struct Pair {
  explicit Pair(tcp::socket caller)
      : near(std::move(caller)), far(tcp::socket(near.get_executor())) {}
  tcp::socket near;
  tcp::socket far;
};

/// Until one side has no more to say.
asio::awaitable<void> pass_on(std::shared_ptr<Pair> pair, bool outward) {
  auto& from = outward ? pair->near : pair->far;
  auto& to = outward ? pair->far : pair->near;
  std::array<char, block_bytes> block;
  for (;;) {
    const auto [ended, size] = co_await from.async_read_some(asio::buffer(block), as_value);
    if (ended) break;
    const auto [broken, sent] =
        co_await asio::async_write(to, asio::buffer(block.data(), size), as_value);
    if (broken) break;
  }
  boost::system::error_code ignored;
  to.shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> relay(std::shared_ptr<Pair> pair, tcp::endpoint far, std::string greeting) {
  std::string said(greeting.size(), ' ');
  const auto [silent, size] = co_await asio::async_read(pair->near, asio::buffer(said), as_value);
  if (silent || said != greeting) co_return;
  const auto [refused] = co_await pair->far.async_connect(far, as_value);
  if (refused) co_return;
  const auto [broken, sent] = co_await asio::async_write(pair->far, asio::buffer(said), as_value);
  if (broken) co_return;
  const auto executor = pair->near.get_executor();
  asio::co_spawn(executor, pass_on(pair, true), asio::detached);
  asio::co_spawn(executor, pass_on(pair, false), asio::detached);
}

struct Door {
  tcp::acceptor acceptor;
  std::string address;
  std::function<std::uint16_t()> port;
  std::string greeting;
};

asio::awaitable<void> let_in(std::shared_ptr<Door> door) {
  for (;;) {
    auto [error, caller] = co_await door->acceptor.async_accept(as_value);
    if (error) co_return;
    const auto port = door->port();
    if (port == 0) continue;  // and the caller is hung up on
    asio::co_spawn(door->acceptor.get_executor(),
                   relay(std::make_shared<Pair>(std::move(caller)),
                         {asio::ip::make_address(door->address), port}, door->greeting),
                   asio::detached);
  }
}

}  // namespace

struct TcpRelay::Parts {
  asio::io_context loop{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{loop.get_executor()};
  std::jthread thread;
};

TcpRelay::TcpRelay(std::function<void()> inside) : parts_(std::make_unique<Parts>()) {
  parts_->thread = std::jthread([&loop = parts_->loop, inside = std::move(inside)] {
    inside();
    loop.run();
  });
}

TcpRelay::~TcpRelay() { parts_->loop.stop(); }

std::uint16_t TcpRelay::open(std::string address, std::function<std::uint16_t()> port,
                             std::string greeting) {
  std::promise<std::uint16_t> opened;
  asio::post(parts_->loop, [&] {
    // Made on the thread of the loop, which is where the port is to be.
    const auto door =
        std::make_shared<Door>(tcp::acceptor(parts_->loop, {asio::ip::address_v4::loopback(), 0}),
                               std::move(address), std::move(port), std::move(greeting));
    asio::co_spawn(parts_->loop, let_in(door), asio::detached);
    opened.set_value(door->acceptor.local_endpoint().port());
  });
  return opened.get_future().get();
}

}  // namespace waarmerk::tests
