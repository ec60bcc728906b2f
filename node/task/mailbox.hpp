// Mailbox: what is put in, from any thread, is taken out by one task in the same order.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "node/task/await_call.hpp"

namespace waarmerk::node {

template <class T>
class Mailbox {
 public:
  /// The next one; nothing once the mailbox is closed and empty. One task takes at a time; while it
  /// waits it is kept by the mailbox, so that a mailbox has to be closed before all ends.
  Task<std::optional<T>> take() {
    const auto state = state_;  // outlives the mailbox, which may end while this waits
    co_return co_await await_call<std::optional<T>>([state](Done<std::optional<T>> done) {
      std::unique_lock lock(state->mutex);
      if (state->waiting.empty() && !state->closed) {
        state->reader = std::move(done);
        return;
      }
      auto first = state->pop();
      lock.unlock();
      done(std::move(first));
    });
  }

  /// False where it is closed.
  bool put(T one) {
    std::unique_lock lock(state_->mutex);
    if (state_->closed) return false;
    if (!state_->reader) {
      state_->waiting.push_back(std::move(one));
      return true;
    }
    auto reader = std::exchange(state_->reader, std::nullopt);
    lock.unlock();
    (*reader)(std::optional<T>(std::move(one)));
    return true;
  }

  /// Closes it, with this alone left in it.
  void close_with(T last) {
    std::unique_lock lock(state_->mutex);
    if (state_->closed) return;
    state_->waiting.clear();
    lock.unlock();
    put(std::move(last));
    close();
  }

  /// What is in it can still be taken.
  void close() {
    std::unique_lock lock(state_->mutex);
    state_->closed = true;
    auto reader = std::exchange(state_->reader, std::nullopt);
    lock.unlock();
    if (reader) (*reader)(std::nullopt);
  }

 private:
  struct State {
    std::optional<T> pop() {
      if (waiting.empty()) return std::nullopt;
      std::optional<T> first(std::move(waiting.front()));
      waiting.pop_front();
      return first;
    }

    std::mutex mutex;
    std::deque<T> waiting;
    std::optional<Done<std::optional<T>>> reader;
    bool closed = false;
  };

  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace waarmerk::node
