#include "node/link/transcript.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::link {

TEST_CASE("what is signed differs with the role, each hello and the connection") {
  Exporter exporter;
  exporter.fill(7);
  const Transcript plain{.dialler = sha256(bytes_of("one")), .listener = sha256(bytes_of("two"))};
  const Transcript swapped{.dialler = plain.listener, .listener = plain.dialler};
  Transcript bound = plain;
  bound.exporter = exporter;
  Transcript bound_to_zeros = plain;
  bound_to_zeros.exporter = Exporter{};
  const auto dialler = signed_bytes(plain, Role::dialler);
  CHECK(dialler.size() == 11 + 2 + 3 * 32);
  CHECK(dialler != signed_bytes(plain, Role::listener));
  CHECK(dialler != signed_bytes(swapped, Role::dialler));
  CHECK(dialler != signed_bytes(bound, Role::dialler));
  CHECK(dialler != signed_bytes(bound_to_zeros, Role::dialler));
  CHECK(link_key(plain) != link_key(swapped));
  CHECK(link_key(plain) != link_key(bound));
}

}  // namespace waarmerk::node::link
