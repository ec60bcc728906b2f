#include "crypto/jose/sd_jwt.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/crypto/jose/sd_signing.hpp"

namespace waarmerk::jose {

TEST_CASE("the compact form ends in a ~ or in a key binding, and has no empty part") {
  const auto text = issue(person, {.disclosable = {"/name"}});
  CHECK(is_sd_jwt(text));
  CHECK_FALSE(is_sd_jwt(text.substr(0, text.find('~'))));
  CHECK_FALSE(is_sd_jwt("~a.b.c"));
  const auto bound = open_sd_jwt(text + "a.b.c").value();
  CHECK(bound.disclosed.key_binding == "a.b.c");
  CHECK(bound.disclosed.text == text);
  CHECK(open_sd_jwt(text + "~").error().code == bad_disclosure);
  CHECK(open_sd_jwt(text.substr(0, text.find('~'))).error().code == bad_sd_jwt);
  CHECK(open_sd_jwt("~~").error().code == malformed);
}

TEST_CASE("the flattened JSON form is brought into the compact form") {
  const auto text = issue(person, {.disclosable = {"/name"}});
  const auto sd_jwt = open_sd_jwt(text).value();
  const auto parts = split_compact(std::string_view(text).substr(0, text.find('~'))).value();
  json::Writer writer;
  writer.begin_object().member("protected", parts.header).member("payload", parts.payload);
  writer.member("signature", parts.signature).name("header").begin_object();
  writer.name("disclosures").begin_array();
  writer.string(sd_jwt.disclosed.disclosures.front().text()).end_array();
  writer.member("kb_jwt", "a.b.c").end_object().end_object();
  CHECK(compact_sd_jwt(parse(writer.text()).root()) == text + "a.b.c");
  for (const std::string_view broken :
       {R"({})", R"({"header":{"disclosures":5}})", R"({"header":{"disclosures":[5]}})"}) {
    CHECK(compact_sd_jwt(parse(broken).root()).error().code == bad_sd_jwt);
  }
}

}  // namespace waarmerk::jose
