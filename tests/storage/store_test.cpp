// What every Store promises, asked of the memory store and of RocksDB alike.
#include "storage/store.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/memory_store.hpp"
#include "storage/rocks_store.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::storage {
namespace {

constexpr Family first{0};
constexpr Family second{1};

using Pairs = std::vector<std::pair<std::string, std::string>>;

void on_each_store(const std::function<void(Store&)>& check) {
  SUBCASE("memory") {
    MemoryStore store(2);
    check(store);
  }
  SUBCASE("rocks") {
    const tests::TemporaryFolder folder;
    const std::vector<std::string> families{"first", "second"};
    const auto store = RocksStore::open(folder / "db", families);
    REQUIRE(store);
    check(**store);
  }
}

void put(Store& store, Family family, std::string_view key, std::string_view value) {
  Batch batch;
  batch.put(family, bytes_of(key), bytes_of(value));
  REQUIRE(store.write(batch, Durability::buffered));
}

std::optional<std::string> get(const View& view, Family family, std::string_view key) {
  const auto value = view.get(family, bytes_of(key));
  REQUIRE(value);
  if (!*value) return std::nullopt;
  return std::string(text_of(**value));
}

View::Visit collect(Pairs& pairs, std::size_t count_max = 100) {
  return [&pairs, count_max](ByteView key, ByteView value) {
    pairs.emplace_back(text_of(key), text_of(value));
    return pairs.size() < count_max;
  };
}

Pairs scan(const View& view, const Range& range, std::size_t count_max = 100) {
  Pairs pairs;
  REQUIRE(view.scan(first, range, collect(pairs, count_max)));
  return pairs;
}

Pairs scan_back(const View& view, const Range& range, std::size_t count_max = 100) {
  Pairs pairs;
  REQUIRE(view.scan_back(first, range, collect(pairs, count_max)));
  return pairs;
}

Range range(std::string_view from, std::string_view to) {
  return {to_bytes(bytes_of(from)), to_bytes(bytes_of(to))};
}

TEST_CASE("a store gives back what was put, and nothing for what was not") {
  on_each_store([](Store& store) {
    put(store, first, "key", "value");
    CHECK(get(store, first, "key") == "value");
    CHECK(get(store, first, "other") == std::nullopt);
    CHECK(get(store, second, "key") == std::nullopt);
    put(store, first, "key", "newer");
    CHECK(get(store, first, "key") == "newer");
  });
}

TEST_CASE("empty keys and empty values are kept like any other") {
  on_each_store([](Store& store) {
    CHECK(get(store, first, "") == std::nullopt);
    put(store, first, "", "at the empty key");
    put(store, first, "key", "");
    CHECK(get(store, first, "") == "at the empty key");
    CHECK(get(store, first, "key") == "");
    CHECK(scan(store, {}) == Pairs{{"", "at the empty key"}, {"key", ""}});
  });
}

TEST_CASE("what is erased is gone, and erasing what is not there is no failure") {
  on_each_store([](Store& store) {
    put(store, first, "key", "value");
    Batch batch;
    batch.erase(first, bytes_of("key"));
    batch.erase(first, bytes_of("never there"));
    REQUIRE(store.write(batch, Durability::durable));
    CHECK(get(store, first, "key") == std::nullopt);
  });
}

TEST_CASE("the writes of a batch are applied in order, over all its families") {
  on_each_store([](Store& store) {
    Batch batch;
    batch.put(first, bytes_of("twice"), bytes_of("1"));
    batch.put(first, bytes_of("twice"), bytes_of("2"));
    batch.put(first, bytes_of("gone"), bytes_of("1"));
    batch.erase(first, bytes_of("gone"));
    batch.erase(first, bytes_of("back"));
    batch.put(first, bytes_of("back"), bytes_of("1"));
    batch.put(second, bytes_of("twice"), bytes_of("3"));
    REQUIRE(store.write(batch, Durability::durable));
    CHECK(scan(store, {}) == Pairs{{"back", "1"}, {"twice", "2"}});
    CHECK(get(store, second, "twice") == "3");
  });
}

TEST_CASE("multi_get answers in the order of the keys") {
  on_each_store([](Store& store) {
    put(store, first, "a", "1");
    put(store, first, "c", "3");
    const std::vector<Bytes> keys{{'c'}, {'b'}, {'a'}, {'c'}};
    const auto values = store.multi_get(first, keys);
    REQUIRE(values);
    REQUIRE(values->size() == 4);
    CHECK((*values)[0] == Bytes{'3'});
    CHECK((*values)[1] == std::nullopt);
    CHECK((*values)[2] == Bytes{'1'});
    CHECK((*values)[3] == Bytes{'3'});
    CHECK(store.multi_get(first, {})->empty());
  });
}

TEST_CASE("a scan goes through the keys as bytes sort, in both directions") {
  on_each_store([](Store& store) {
    for (const std::string key : {"b", "a", "ab", "\xff", "\x7f", "A"}) put(store, first, key, "");
    const Pairs sorted{{"A", ""}, {"a", ""}, {"ab", ""}, {"b", ""}, {"\x7f", ""}, {"\xff", ""}};
    CHECK(scan(store, {}) == sorted);
    CHECK(scan_back(store, {}) == Pairs(sorted.rbegin(), sorted.rend()));
  });
}

TEST_CASE("a scan includes where it begins and not where it ends") {
  on_each_store([](Store& store) {
    for (const std::string key : {"a", "b", "c", "d"}) put(store, first, key, "");
    CHECK(scan(store, range("b", "d")) == Pairs{{"b", ""}, {"c", ""}});
    CHECK(scan_back(store, range("b", "d")) == Pairs{{"c", ""}, {"b", ""}});
    CHECK(scan(store, range("bb", "")) == Pairs{{"c", ""}, {"d", ""}});
    CHECK(scan_back(store, range("", "b")) == Pairs{{"a", ""}});
    CHECK(scan(store, range("b", "b")).empty());
    CHECK(scan(store, range("c", "a")).empty());
    CHECK(scan_back(store, range("c", "a")).empty());
    CHECK(scan(store, range("x", "")).empty());
  });
}

TEST_CASE("a scan ends where its visitor says so") {
  on_each_store([](Store& store) {
    for (const std::string key : {"a", "b", "c"}) put(store, first, key, "");
    CHECK(scan(store, {}, 2) == Pairs{{"a", ""}, {"b", ""}});
    CHECK(scan_back(store, {}, 1) == Pairs{{"c", ""}});
  });
}

TEST_CASE("a scan does not see what its own visitor writes") {
  on_each_store([](Store& store) {
    put(store, first, "a", "");
    std::size_t seen = 0;
    REQUIRE(store.scan(first, {}, [&](ByteView, ByteView) {
      put(store, first, "b" + std::to_string(++seen), "");
      return seen < 10;
    }));
    CHECK(seen == 1);
    CHECK(scan(store, {}).size() == 2);
  });
}

TEST_CASE("a prefix range holds the keys that begin with the prefix, and no neighbour") {
  on_each_store([](Store& store) {
    for (const std::string key : {"a", "b", "b\xff\xff", "ba", "c", "\xff",
                                  "\xff\xff"
                                  "a"}) {
      put(store, first, key, "");
    }
    CHECK(scan(store, prefix_range(bytes_of("b"))) ==
          Pairs{{"b", ""}, {"ba", ""}, {"b\xff\xff", ""}});
    CHECK(scan(store, prefix_range(bytes_of("b\xff"))) == Pairs{{"b\xff\xff", ""}});
    CHECK(scan(store, prefix_range(bytes_of("\xff\xff"))) == Pairs{{"\xff\xff"
                                                                    "a",
                                                                    ""}});
    CHECK(scan(store, prefix_range({})).size() == 7);
  });
}

TEST_CASE("a snapshot keeps its moment while the store goes on") {
  on_each_store([](Store& store) {
    put(store, first, "kept", "old");
    put(store, first, "erased", "old");
    const auto before = store.snapshot();
    Batch batch;
    batch.put(first, bytes_of("kept"), bytes_of("new"));
    batch.put(first, bytes_of("late"), bytes_of("new"));
    batch.erase(first, bytes_of("erased"));
    REQUIRE(store.write(batch, Durability::buffered));
    const auto after = store.snapshot();

    const Pairs old_pairs{{"erased", "old"}, {"kept", "old"}};
    CHECK(scan(*before, {}) == old_pairs);
    CHECK(scan_back(*before, {}) == Pairs(old_pairs.rbegin(), old_pairs.rend()));
    CHECK(get(*before, first, "late") == std::nullopt);
    const std::vector<Bytes> keys{to_bytes(bytes_of("kept")), to_bytes(bytes_of("late"))};
    CHECK((*before->multi_get(first, keys))[0] == to_bytes(bytes_of("old")));
    CHECK((*before->multi_get(first, keys))[1] == std::nullopt);
    CHECK(scan(*after, {}) == Pairs{{"kept", "new"}, {"late", "new"}});
    CHECK(scan(store, {}) == Pairs{{"kept", "new"}, {"late", "new"}});
  });
}

TEST_CASE("a key at its limit is kept, and one byte more refuses the whole batch") {
  on_each_store([](Store& store) {
    Batch batch;
    batch.put(first, Bytes(key_bytes_max, 'k'), bytes_of("value"));
    CHECK(store.write(batch, Durability::buffered));
    Batch over;
    over.put(first, bytes_of("innocent"), bytes_of("value"));
    over.erase(first, Bytes(key_bytes_max + 1, 'k'));
    const auto refused = store.write(over, Durability::buffered);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == too_large);
    CHECK(get(store, first, "innocent") == std::nullopt);
  });
}

TEST_CASE("a value at its limit is kept, and one byte more refuses the whole batch") {
  on_each_store([](Store& store) {
    Batch batch;
    batch.put(first, bytes_of("large"), Bytes(value_bytes_max, 'v'));
    CHECK(store.write(batch, Durability::buffered));
    CHECK(get(store, first, "large")->size() == value_bytes_max);
    Batch over;
    over.put(first, bytes_of("innocent"), bytes_of("value"));
    over.put(first, bytes_of("larger"), Bytes(value_bytes_max + 1, 'v'));
    const auto refused = store.write(over, Durability::buffered);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == too_large);
    CHECK(get(store, first, "innocent") == std::nullopt);
  });
}

TEST_CASE("readers of other threads see all of a batch or nothing of it") {
  on_each_store([](Store& store) {
    std::jthread writer([&store](const std::stop_token& stop) {
      for (int turn = 0; !stop.stop_requested(); ++turn) {
        Batch batch;
        const auto value = std::to_string(turn % 7);
        batch.put(first, bytes_of("left"), bytes_of(value));
        batch.put(second, bytes_of("right"), bytes_of(value));
        if (!store.write(batch, Durability::buffered)) return;
      }
    });
    bool torn = false;
    for (int look = 0; look < 500; ++look) {
      const auto view = store.snapshot();
      torn = torn || get(*view, first, "left") != get(*view, second, "right");
    }
    CHECK_FALSE(torn);
  });
}

TEST_CASE("a batch counts its bytes, and one that is appended comes after") {
  Batch batch;
  CHECK(batch.empty());
  batch.put(first, bytes_of("a"), bytes_of("12"));
  Batch more;
  more.erase(first, bytes_of("bcd"));
  batch.append(std::move(more));
  REQUIRE(batch.writes().size() == 2);
  CHECK(batch.byte_count() == 6);
  CHECK(batch.writes()[1].value == std::nullopt);
  Batch into;
  into.append(std::move(batch));
  CHECK(into.byte_count() == 6);
}

TEST_CASE("a batch over its limit is refused, though each of its values is within its own") {
  Batch batch;
  for (std::size_t bytes = 0; bytes < batch_bytes_max; bytes += value_bytes_max) {
    batch.put(first, {}, Bytes(value_bytes_max));
  }
  CHECK(check_limits(batch));
  batch.erase(first, bytes_of("a"));
  REQUIRE_FALSE(check_limits(batch));
  CHECK(check_limits(batch).error().code == too_large);
}

}  // namespace
}  // namespace waarmerk::storage
