// SignalsHeld: signals that come while no node runs wait for the next one.
#pragma once

#include <csignal>

namespace waarmerk::node {

/// As long as it lives, SIGHUP, SIGTERM and SIGINT to this thread, and to those that it starts, are
/// kept back; whoever takes them by then gets them when it ends. A process whose one thread this is
/// would else end of a SIGHUP between two nodes.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

}  // namespace waarmerk::node
