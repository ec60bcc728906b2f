#include "did/reply.hpp"

#include <doctest/doctest.h>

using namespace waarmerk;
using namespace waarmerk::did;

TEST_CASE("an answer is its body, nothing there, or nothing that can be relied on") {
  const auto did = Did::parse("did:web:school.example").value();
  CHECK(body_of(did, Reply{200, "text"}) == "text");
  CHECK(body_of(did, Reply{404, ""}).error().code == not_found);
  CHECK(body_of(did, Reply{410, ""}).error().code == not_found);
  CHECK(body_of(did, Reply{500, "text"}).error().code == unavailable);
  CHECK(body_of(did, Reply{301, "text"}).error().code == unavailable);
  CHECK(body_of(did, fail(malformed, "x")).error().code == unavailable);
}
