#include "cli/interrupts.hpp"

#include <ctime>
#include <initializer_list>

namespace waarmerk::cli {

Interrupts::Interrupts() {
  sigemptyset(&watched_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&watched_, signal);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}

Interrupts::~Interrupts() {
  // Those that were not asked for have had their effect all the same: we are ending.
  const timespec now{};
  while (sigtimedwait(&watched_, nullptr, &now) > 0) {
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interrupts::wait_ms(int ms) {
  if (happened_) return true;
  const timespec longest{.tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1'000'000L};
  happened_ = sigtimedwait(&watched_, nullptr, &longest) > 0;
  return happened_;
}

}  // namespace waarmerk::cli
