#include "node/trust/relation.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace waarmerk::node::trust {
namespace {

feed::FeedId feed(const char* did) { return feed::feed_id_of(did::Did::parse(did).value()); }

const auto town = feed("did:web:town.example");
const auto library = feed("did:web:library.example");

}  // namespace

TEST_CASE("a relation is the same from both sides, and another for another scope or side") {
  const auto one = relation_id(town, library, any_scope());
  CHECK(relation_id(library, town, any_scope()) == one);
  const Scope sewing{.values = {{Dimension::skill, {"sewing"}}}};
  CHECK(relation_id(town, library, sewing) != one);
  CHECK(relation_id(town, feed("did:web:other.example"), any_scope()) != one);
  const Scope badge{.values = {{Dimension::achievement_type, {"sewing"}}}};
  CHECK(relation_id(town, library, badge) != relation_id(town, library, sewing));
}

TEST_CASE("the id of a relation is made of what spec/trust.md says") {
  const Scope scope{
      .values = {{Dimension::skill, {"b", "a"}}, {Dimension::achievement_type, {"Badge"}}}};
  const auto& [smaller, larger] = std::minmax(town, library);
  const auto scope_hash = sha256(bytes_of(R"({"achievementType":["Badge"],"skill":["a","b"]})"));
  CHECK(relation_id(town, library, scope) ==
        sha256({bytes_of("bot/rel/1"), Bytes{0}, smaller.value, larger.value, scope_hash.value}));
}

TEST_CASE("a relation has a name that people can read, the same from both sides") {
  const Side one{town, "Gemeente"};
  const Side other{library, "Bibliotheek"};
  const Scope badges{.values = {{Dimension::achievement_type, {"Badge", "Course"}},
                                {Dimension::jurisdiction, {"NL-ZH"}}}};
  const auto name = relation_name(one, other, badges);
  CHECK(name == relation_name(other, one, badges));
  const std::string sides =
      town < library ? "Gemeente \u2013 Bibliotheek" : "Bibliotheek \u2013 Gemeente";
  CHECK(name == sides + ": Badge, Course, NL-ZH");
  CHECK(relation_name(one, other, any_scope()) == sides + ": anything");
  CHECK(relation_name(one, other, {}) == sides);
}

}  // namespace waarmerk::node::trust
