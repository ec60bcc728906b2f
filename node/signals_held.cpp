#include "node/signals_held.hpp"

#include <pthread.h>

#include <initializer_list>

namespace waarmerk::node {

SignalsHeld::SignalsHeld() {
  sigset_t held;
  sigemptyset(&held);
  for (const int number : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&held, number);
  pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace waarmerk::node
