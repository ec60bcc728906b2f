#include "storage/journal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "storage/memory_store.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family only{0};
constexpr ErrorCode expected_failure{"test.expected", ErrorKind::internal};

/// A MemoryStore that counts its writes, can hold one back and can fail one.
class WatchedStore final : public Store {
 public:
  Result<std::optional<Bytes>> get(Family family, ByteView key) const override {
    return kept_.get(family, key);
  }
  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const override {
    return kept_.multi_get(family, keys);
  }
  Result<void> scan(Family family, const Range& range, const Visit& visit) const override {
    return kept_.scan(family, range, visit);
  }
  Result<void> scan_back(Family family, const Range& range, const Visit& visit) const override {
    return kept_.scan_back(family, range, visit);
  }
  std::unique_ptr<View> snapshot() const override { return kept_.snapshot(); }

  Result<void> write(const Batch& batch, Durability durability) override {
    const int number = ++writes;
    all_durable = all_durable && durability == Durability::durable;
    if (number == 1 && hold_first) {
      first_began.release();
      first_may_end.acquire();
    }
    if (number == fail_at) return fail(expected_failure, "");
    return kept_.write(batch, durability);
  }

  bool hold_first = false;
  int fail_at = 0;
  std::atomic<int> writes = 0;
  std::atomic<bool> all_durable = true;
  std::binary_semaphore first_began{0};
  std::binary_semaphore first_may_end{0};

 private:
  MemoryStore kept_{1};
};

Batch batch_of(std::string_view key, std::string_view value) {
  Batch batch;
  batch.put(only, bytes_of(key), bytes_of(value));
  return batch;
}

std::string read(const Store& store, std::string_view key) {
  const auto value = store.get(only, bytes_of(key));
  REQUIRE(value);
  return std::string(text_of(value->value_or(Bytes{})));
}

TEST_CASE("a commit is on disk when its caller hears of it") {
  WatchedStore store;
  std::string seen;
  {
    Journal journal(store);
    journal.commit(batch_of("key", "value"), [&](const Result<void>& written) {
      if (written) seen = text_of(store.get(only, bytes_of("key"))->value());
    });
  }
  CHECK(seen == "value");
  CHECK(store.all_durable);
}

TEST_CASE("commits keep their order, and their callers hear in that order on one other thread") {
  WatchedStore store;
  std::vector<int> heard;
  bool elsewhere = true;
  {
    Journal journal(store);
    for (int i = 0; i < 1000; ++i) {
      journal.commit(batch_of("last", std::to_string(i)),
                     [&, i, here = std::this_thread::get_id()](const Result<void>&) {
                       heard.push_back(i);
                       elsewhere = elsewhere && std::this_thread::get_id() != here;
                     });
    }
  }
  REQUIRE(heard.size() == 1000);
  CHECK(std::ranges::is_sorted(heard));
  CHECK(read(store, "last") == "999");
  CHECK(elsewhere);
}

TEST_CASE("commits that arrive during a sync go out together with the next") {
  WatchedStore store;
  store.hold_first = true;
  std::atomic<int> heard = 0;
  {
    Journal journal(store);
    const auto commit = [&](int i) {
      journal.commit(batch_of(std::to_string(i), "value"),
                     [&](const Result<void>& written) { heard += written.has_value(); });
    };
    commit(0);
    store.first_began.acquire();
    for (int i = 1; i <= 50; ++i) commit(i);
    CHECK(heard == 0);
    store.first_may_end.release();
  }
  CHECK(heard == 51);
  CHECK(store.writes == 2);
  CHECK(read(store, "50") == "value");
}

TEST_CASE("a group is bounded, so that large batches do not wait for each other") {
  WatchedStore store;
  store.hold_first = true;
  const std::string large(3 * 1024 * 1024, 'v');
  {
    Journal journal(store);
    journal.commit(batch_of("first", ""), [](const Result<void>&) {});
    store.first_began.acquire();
    for (int i = 0; i < 3; ++i) {
      journal.commit(batch_of(std::to_string(i), large), [](const Result<void>&) {});
    }
    store.first_may_end.release();
  }
  CHECK(store.writes == 4);
}

TEST_CASE("a failed write stops everything after it") {
  WatchedStore store;
  store.hold_first = true;
  store.fail_at = 2;
  std::vector<std::string> codes;
  std::binary_semaphore failed{0};
  const auto hear = [&](const Result<void>& written) {
    codes.emplace_back(written ? "written" : written.error().code.name);
  };
  {
    Journal journal(store);
    journal.commit(batch_of("a", "1"), hear);
    store.first_began.acquire();
    journal.commit(batch_of("b", "1"), hear);
    journal.commit(batch_of("c", "1"), [&](const Result<void>& written) {
      hear(written);
      failed.release();
    });
    store.first_may_end.release();
    failed.acquire();
    journal.commit(batch_of("d", "1"), hear);
  }
  CHECK(codes == std::vector<std::string>{"written", "test.expected", "test.expected",
                                          "storage.journal_closed"});
  CHECK(store.writes == 2);
  CHECK(read(store, "a") == "1");
  CHECK(read(store, "b").empty());
  CHECK(read(store, "d").empty());
}

TEST_CASE("a batch that no store takes fails without those before it") {
  WatchedStore store;
  store.hold_first = true;
  std::vector<std::string> codes;
  const auto hear = [&](const Result<void>& written) {
    codes.emplace_back(written ? "written" : written.error().code.name);
  };
  {
    Journal journal(store);
    journal.commit(batch_of("a", "1"), hear);
    store.first_began.acquire();
    journal.commit(batch_of("b", "1"), hear);
    journal.commit(batch_of("c", std::string(value_bytes_max + 1, 'v')), hear);
    store.first_may_end.release();
  }
  CHECK(codes == std::vector<std::string>{"written", "written", "storage.too_large"});
}

TEST_CASE("a caller that hears may commit again, even while the journal ends") {
  WatchedStore store;
  bool heard_second = false;
  {
    Journal journal(store);
    journal.commit(batch_of("a", "1"), [&](const Result<void>&) {
      journal.commit(batch_of("b", "2"),
                     [&](const Result<void>& written) { heard_second = written.has_value(); });
    });
  }
  CHECK(heard_second);
  CHECK(read(store, "b") == "2");
}

TEST_CASE("many threads may commit at once") {
  WatchedStore store;
  std::atomic<int> heard = 0;
  {
    Journal journal(store);
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 100; ++i) {
          journal.commit(batch_of(std::to_string(t) + " " + std::to_string(i), "v"),
                         [&](const Result<void>& written) { heard += written.has_value(); });
        }
      });
    }
    threads.clear();
  }
  CHECK(heard == 400);
  CHECK(read(store, "3 99") == "v");
}

}  // namespace
}  // namespace waarmerk::storage
