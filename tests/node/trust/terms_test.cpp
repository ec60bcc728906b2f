#include "node/trust/terms.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::trust {
namespace {

Result<Terms> read(std::string_view json) {
  const auto document = tests::parse_json(json);
  return read_terms(json::Reader(document));
}

}  // namespace

TEST_CASE("terms come back as they were written") {
  const Terms terms{.kind = Kind::introduce,
                    .amount = 60,
                    .depth = 2,
                    .quota = 50,
                    .scope = {.values = {{Dimension::skill, {"sewing"}},
                                         {Dimension::jurisdiction, {"NL-ZH", "NL-NB"}}}},
                    .basis = "visited"};
  json::Writer writer;
  writer.begin_object();
  write_terms(writer, terms);
  CHECK(read(writer.end_object().take()) == terms);
}

TEST_CASE("what is not said is the usual") {
  CHECK(read("{}") == Terms{});
  CHECK(read(R"({"any":true})")->scope == any_scope());
  CHECK(read(R"({"kind":"issue"})")->depth == 0);
  CHECK(read(R"({"kind":"introduce"})")->depth == 1);
  CHECK(read(R"({"kind":"introduce","depth":0})")->depth == 0);
  CHECK(read(R"({"skill":"sewing"})")->scope.values.at(Dimension::skill).size() == 1);
}

TEST_CASE("another kind, and a number that no bit has, are refused with their place") {
  CHECK(read(R"({"kind":"own"})").error().code == bad_bit);
  CHECK(read(R"({"kind":"own"})").error().path == "$.kind");
  CHECK(read(R"({"quota":-1})").error().code == bad_bit);
  CHECK(read(R"({"amount":4294967356})").error().path == "$.amount");
  CHECK(read(R"({"amount":"60"})").error().code == json::wrong_type);
}

}  // namespace waarmerk::node::trust
