// SlowJournal: what a journal has to write waits for the test; what the test itself writes does
// not.
#pragma once

#include <future>
#include <thread>
#include <utility>

#include "tests/support/fragile_store.hpp"

namespace waarmerk::tests {

/// On the thread that makes it, while nothing is being written. It goes before the journal does.
class SlowJournal {
 public:
  explicit SlowJournal(FragileStore& store) {
    store.before_write = [gate = gate_.get_future().share(), here = std::this_thread::get_id()] {
      if (std::this_thread::get_id() != here) gate.wait();
    };
  }
  ~SlowJournal() { go_on(); }
  SlowJournal(const SlowJournal&) = delete;
  SlowJournal& operator=(const SlowJournal&) = delete;

  /// From now on it writes as ever.
  void go_on() {
    if (!std::exchange(is_open_, true)) gate_.set_value();
  }

 private:
  std::promise<void> gate_;
  bool is_open_ = false;
};

}  // namespace waarmerk::tests
