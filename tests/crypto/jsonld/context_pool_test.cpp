#include "crypto/jsonld/context_pool.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("a pool begins with the context that says nothing") {
  const ContextPool pool(ContextPool::Use::shared, nullptr);
  CHECK(pool.is_shared());
  CHECK(pool.empty().terms.size() == 0);
  CHECK(&pool.empty().pool == &pool);
}

TEST_CASE("contexts stay where they are while a pool grows, until it is full") {
  ContextPool pool(ContextPool::Use::one_document, nullptr);
  CHECK_FALSE(pool.is_shared());
  const ActiveContext* const first = &pool.add({.language = "nl"});
  CHECK_FALSE(pool.full());
  for (int i = 0; i < 600; ++i) pool.add({});
  CHECK(first->language == "nl");
  CHECK(pool.full());
}

TEST_CASE("a pool keeps alive what its contexts borrow from") {
  auto owner = std::make_shared<const int>(1);
  const std::weak_ptr<const int> watched = owner;
  {
    const ContextPool pool(ContextPool::Use::shared, std::move(owner));
    CHECK_FALSE(watched.expired());
  }
  CHECK(watched.expired());
}

}  // namespace waarmerk::jsonld
