#include "did/cache.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::did {
namespace {

Did did(const std::string& name) { return Did::parse("did:web:" + name).value(); }

DidDocument document(const std::string& name, std::size_t filling = 0) {
  return read_document(R"({"id":"did:web:)" + name + R"(","x":")" + std::string(filling, 'x') +
                       "\"}")
      .value();
}

constexpr UnixTime start{1'772'532'720'000};

}  // namespace

TEST_CASE("a document is found until it is too old") {
  DocumentCache cache({.age_ms_max = 1000});
  CHECK_FALSE(cache.find(did("a"), start));
  cache.keep(document("a"), start);
  REQUIRE(cache.find(did("a"), start));
  CHECK(cache.find(did("a"), start)->id() == did("a"));
  CHECK_FALSE(cache.find(did("b"), start));
  CHECK(cache.find(did("a"), start + 999));
  CHECK_FALSE(cache.find(did("a"), start + 1000));
  CHECK(cache.size() == 0);
  CHECK(cache.bytes() == 0);
}

TEST_CASE("finding a document does not make it younger") {
  DocumentCache cache({.age_ms_max = 1000});
  cache.keep(document("a"), start);
  CHECK(cache.find(did("a"), start + 900));
  CHECK_FALSE(cache.find(did("a"), start + 1100));
}

TEST_CASE("a document from after now is not believed") {
  DocumentCache cache;
  cache.keep(document("a"), start);
  CHECK_FALSE(cache.find(did("a"), start - 1));
}

TEST_CASE("a newer document takes the place of the older") {
  DocumentCache cache({.age_ms_max = 1000});
  cache.keep(document("a", 100), start);
  cache.keep(document("a", 7), start + 500);
  CHECK(cache.size() == 1);
  CHECK(cache.bytes() == document("a", 7).source().text().size());
  CHECK(cache.find(did("a"), start + 1200));
}

TEST_CASE("the least recently used leaves first when there are too many") {
  DocumentCache cache({.entries_max = 2});
  cache.keep(document("a"), start);
  cache.keep(document("b"), start);
  CHECK(cache.find(did("a"), start));
  cache.keep(document("c"), start);
  CHECK(cache.size() == 2);
  CHECK(cache.find(did("a"), start));
  CHECK_FALSE(cache.find(did("b"), start));
  CHECK(cache.find(did("c"), start));
}

TEST_CASE("the bytes of all documents together are bounded") {
  const auto one = document("a", 500).source().text().size();
  DocumentCache cache({.bytes_max = 2 * one});
  cache.keep(document("a", 500), start);
  cache.keep(document("b", 500), start);
  CHECK(cache.bytes() == 2 * one);
  cache.keep(document("c"), start);
  CHECK(cache.bytes() <= 2 * one);
  CHECK_FALSE(cache.find(did("a"), start));
  cache.keep(document("d", 3 * one), start);
  CHECK_FALSE(cache.find(did("d"), start));
  CHECK(cache.find(did("b"), start));
}

TEST_CASE("what is forgotten is gone, and a cache of nothing keeps nothing") {
  DocumentCache cache;
  cache.keep(document("a"), start);
  cache.forget(did("a"));
  cache.forget(did("b"));
  CHECK_FALSE(cache.find(did("a"), start));
  CHECK(cache.bytes() == 0);

  DocumentCache none({.entries_max = 0});
  none.keep(document("a"), start);
  CHECK_FALSE(none.find(did("a"), start));
}

}  // namespace waarmerk::did
