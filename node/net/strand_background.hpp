// StrandBackground: tasks beside the caller and wake-ups, on one strand.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>

#include "crypto/base/clock.hpp"
#include "node/actions/background.hpp"
#include "node/net/runtime.hpp"

namespace waarmerk::node::net {

class StrandBackground final : public actions::Background {
 public:
  /// `strand` is one; the clock outlives this.
  StrandBackground(Executor strand, const Clock& clock);

  void spawn(Task<void> task) override;
  void wake_at(UnixTime at, std::function<void()> call) override;

 private:
  struct Wish {
    UnixTime at;
    std::function<void()> call = {};
    UnixTime armed_for = {std::numeric_limits<std::int64_t>::max()};  ///< the next wake-up
  };
  static Task<void> wake(std::shared_ptr<Wish> wish, const Clock& clock, UnixTime at);

  Executor strand_;
  const Clock& clock_;
  std::shared_ptr<Wish> wish_ = std::make_shared<Wish>();
};

}  // namespace waarmerk::node::net
