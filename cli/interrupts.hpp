// Interrupts: Ctrl-C and its kin, held back so that a command can clean up before it ends.
#pragma once

#include <csignal>

namespace waarmerk::cli {

/// While this lives, SIGINT, SIGTERM and SIGHUP do not end the process; they are asked for. One
/// thread makes it, before there are others.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// Whether one of them came since the beginning.
  bool happened() { return wait_ms(0); }
  /// Waits, but not on when one of them comes. As happened().
  bool wait_ms(int ms);

 private:
  sigset_t watched_{};
  sigset_t before_{};
  bool happened_ = false;
};

}  // namespace waarmerk::cli
