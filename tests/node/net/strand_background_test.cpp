// Tasks beside the caller, and wake-ups, on a running loop.
#include "node/net/strand_background.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/net/timer.hpp"

namespace waarmerk::node::net {
namespace {

struct Loop {
  Runtime runtime{{.threads = 1, .signals = false}};
  SystemClock clock;
  StrandBackground background{runtime.executor(), clock};
  std::vector<std::string> calls;

  std::function<void()> call(const std::string& name) {
    return [this, name] { calls.push_back(name); };
  }
  std::function<void()> last_call(const std::string& name) {
    return [this, name] {
      calls.push_back(name);
      runtime.stop();
    };
  }
};

Task<void> note(std::vector<std::string>& calls) {
  calls.push_back("task");
  co_return;
}

}  // namespace

TEST_CASE("a task runs beside its caller, and a time that is past wakes at once") {
  Loop loop;
  loop.background.spawn(note(loop.calls));
  loop.background.wake_at(loop.clock.now() - hour_ms, loop.last_call("woken"));
  CHECK(loop.calls.empty());
  loop.runtime.run();
  CHECK(loop.calls == std::vector<std::string>{"task", "woken"});
}

TEST_CASE("a later wish takes the place of an earlier one, whichever comes first") {
  Loop loop;
  const auto now = loop.clock.now();
  loop.background.wake_at(now + 1, loop.call("too early"));
  loop.background.wake_at(now + 20, loop.call("replaced"));
  loop.background.wake_at(now + 10, loop.last_call("woken"));
  loop.runtime.run();
  CHECK(loop.calls == std::vector<std::string>{"woken"});
}

TEST_CASE("who is woken may wish to be woken again") {
  Loop loop;
  loop.background.wake_at(loop.clock.now() + 1, [&loop] {
    loop.calls.push_back("first");
    loop.background.wake_at(loop.clock.now() + 1, loop.last_call("second"));
  });
  loop.runtime.run();
  CHECK(loop.calls == std::vector<std::string>{"first", "second"});
}

TEST_CASE("a wake-up that is still to come ends with the loop") {
  std::vector<std::string> calls;
  {
    Loop loop;
    loop.background.wake_at(loop.clock.now() + hour_ms, [&calls] { calls.push_back("late"); });
    loop.background.wake_at(loop.clock.now() + hour_ms, [&calls] { calls.push_back("later"); });
  }
  CHECK(calls.empty());
}

}  // namespace waarmerk::node::net
