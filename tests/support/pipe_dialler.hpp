// PipeDialler: a Dialler to one other node in the same process, and the sockets between the two.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/fetch/dialler.hpp"
#include "node/task/mailbox.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::tests {

/// One end: what it sends the other end receives.
class PipeSocket final : public node::Socket {
 public:
  using Way = std::shared_ptr<node::Mailbox<Bytes>>;

  /// How much time was given, each time that it was.
  using Limits = std::shared_ptr<std::vector<int>>;

  /// What was said on it, by both.
  using Messages = std::shared_ptr<std::vector<Bytes>>;

  PipeSocket(Way in, Way out, Limits limits, Messages messages)
      : in_(std::move(in)),
        out_(std::move(out)),
        limits_(std::move(limits)),
        messages_(std::move(messages)) {}

  node::Task<Result<Bytes>> receive() override {
    auto message = co_await in_->take();
    if (!message) co_return fail(node::socket_closed, "It was closed.");
    co_return std::move(*message);
  }
  node::Task<Result<void>> send(Bytes message) override {
    messages_->push_back(message);
    if (!out_->put(std::move(message))) co_return fail(node::socket_closed, "It was closed.");
    co_return Result<void>();
  }
  void close() override {
    in_->close();
    out_->close();
  }
  void expire_after_ms(int ms) override { limits_->push_back(ms); }
  std::optional<ByteArray<32>> exporter() override { return std::nullopt; }

 private:
  Way in_;
  Way out_;
  Limits limits_;
  Messages messages_;
};

class PipeDialler final : public node::fetch::Dialler {
 public:
  /// What the other node does with who dials it. Nobody answers where there is none.
  using Answer = std::function<node::Task<void>(node::Socket&)>;

  explicit PipeDialler(boost::asio::io_context& context) : context_(context) {}
  ~PipeDialler() override {
    for (const auto& way : ways_) way->close();
  }

  Answer answer = {};
  std::string dialled = {};
  PipeSocket::Limits limits = std::make_shared<std::vector<int>>();  ///< at both ends
  PipeSocket::Messages messages = std::make_shared<std::vector<Bytes>>();

  node::Task<Result<std::unique_ptr<node::Socket>>> dial(std::string url, std::string) override {
    dialled = std::move(url);
    if (!answer) co_return fail(node::fetch::fetch_failed, "Nobody answers.");
    const auto there = std::make_shared<node::Mailbox<Bytes>>();
    const auto back = std::make_shared<node::Mailbox<Bytes>>();
    ways_.insert(ways_.end(), {there, back});
    begin(context_, listen(answer, std::make_unique<PipeSocket>(there, back, limits, messages)));
    co_return std::make_unique<PipeSocket>(back, there, limits, messages);
  }

 private:
  static node::Task<void> listen(Answer answer, std::unique_ptr<PipeSocket> socket) {
    co_await answer(*socket);
    socket->close();
  }

  boost::asio::io_context& context_;
  std::vector<PipeSocket::Way> ways_;
};

}  // namespace waarmerk::tests
