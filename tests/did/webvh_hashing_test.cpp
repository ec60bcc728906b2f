#include "did/webvh_hashing.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "did/webvh_parameters.hpp"

using namespace waarmerk;
using namespace waarmerk::did;

namespace {

json::Document entry(const std::string& text) { return json::parse(text).value(); }

}  // namespace

TEST_CASE("an entry's hash covers all but its proof, behind the version before it") {
  const auto plain = entry(R"({"versionId":"x","a":1})");
  const auto hash = hash_of_entry(plain, "1-Qm").value();
  CHECK(hash.starts_with("Qm"));
  CHECK(hash.size() == 46);
  CHECK(hash_of_entry(entry(R"({"a":1,"proof":[7],"versionId":"y"})"), "1-Qm") == hash);
  CHECK(hash_of_entry(plain, "2-Qm") != hash);
  CHECK(hash_of_entry(entry(R"({"versionId":"x","a":2})"), "1-Qm") != hash);
  CHECK(hash_of_entry(entry("[]"), "1-Qm").error().code == bad_log);
}

TEST_CASE("a SCID is the hash of what it was put into, also as a name of a member") {
  const auto before = entry(R"({"versionId":"{SCID}","a":"did:webvh:{SCID}:b","{SCID}":1,"b":2})");
  const auto scid = scid_of_entry(before, "{SCID}").value();
  const auto after = entry(replaced(before.text(), "{SCID}", scid));
  CHECK(scid_of_entry(after, scid) == scid);
  CHECK(scid_of_entry(entry(R"({"versionId":"x","a":"other"})"), scid) != scid);
}

TEST_CASE("each mention in a text is replaced") {
  CHECK(replaced("a-b-a", "a", "xy") == "xy-b-xy");
  CHECK(replaced("", "a", "b").empty());
}
