#include "node/actions/trust_policy.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view two_roots = R"(
full = 100
hops = 3
quarantine_hours = 0
velocity_days = 7
jurisdiction = ["NL-ZH"]

[[root]]
did = "did:web:rotterdam.example"
name = "Gemeente Rotterdam"
amount = 60
depth = 1
skill = ["http://data.europa.eu/esco/skill/1"]
jurisdiction = ["NL-ZH", "NL-UT"]

[[root]]
did = "did:web:vob.example"
public = true

[[objection]]
by = "did:web:vob.example"
against = "did:web:mill.example"
achievement_type = ["Diploma"]
)";

std::string refusal(std::string_view toml) {
  const auto read = read_trust_policy(toml);
  REQUIRE_FALSE(read);
  return std::string(read.error().code.name) + ' ' + read.error().detail;
}

feed::FeedId feed_of(std::string_view did) { return feed::feed_id_of(*did::Did::parse(did)); }

}  // namespace

TEST_CASE("a policy is read with its roots, its objections and how much it takes") {
  const auto read = read_trust_policy(two_roots);
  REQUIRE(read);
  const auto& policy = read->policy;
  CHECK(policy.full == 100);
  CHECK(policy.hops == 3);
  CHECK(policy.quarantine_ms == 0);
  CHECK(policy.velocity_ms == 7 * day_ms);
  CHECK(policy.partial == trust::Policy().partial);
  CHECK(read->jurisdictions == std::set<std::string>{"NL-ZH"});
  CHECK(read_trust_policy("")->jurisdictions.empty());
  REQUIRE(policy.roots.size() == 2);
  CHECK(policy.roots[0].feed == feed_of("did:web:rotterdam.example"));
  CHECK(policy.roots[0].amount == 60);
  CHECK(policy.roots[0].depth == 1);
  CHECK_FALSE(policy.roots[0].scope.any);
  CHECK(policy.roots[0].scope.values.at(trust::Dimension::jurisdiction).size() == 2);
  CHECK(policy.roots[1].amount == 120);
  CHECK(policy.roots[1].scope == trust::any_scope());
  CHECK(read->public_roots == std::set<feed::FeedId>{feed_of("did:web:vob.example")});
  REQUIRE(policy.vetoes.size() == 1);
  CHECK(policy.vetoes[0].against == feed_of("did:web:mill.example"));
  CHECK(read->parties.at(feed_of("did:web:rotterdam.example")).name == "Gemeente Rotterdam");
  CHECK(read->parties.at(feed_of("did:web:mill.example")).did == "did:web:mill.example");
}

TEST_CASE("visitors are told whom a policy names only where it says so") {
  CHECK_FALSE(read_trust_policy("")->tell_visitors);
  CHECK_FALSE(read_trust_policy("tell_visitors = false")->tell_visitors);
  CHECK(read_trust_policy("tell_visitors = true")->tell_visitors);
  CHECK(refusal("tell_visitors = 1").contains("Line 1: tell_visitors is true or false"));
  for (const auto name : ready_policies) {
    CHECK(ready_policy(name).contains("# tell_visitors = false"));
    CHECK_FALSE(read_trust_policy(ready_policy(name))->tell_visitors);
  }
}

TEST_CASE("what a policy may not say is refused with its line") {
  CHECK(refusal("full = \"much\"").starts_with("trust.bad_policy Line 1: full is a number"));
  CHECK(refusal("full = 500").contains("from 0 to 120"));
  CHECK(refusal("\nful = 120").contains("Line 2: 'ful' is not known here"));
  CHECK(refusal("full = [").contains("not TOML near line 1"));
  CHECK(refusal("jurisdiction = \"NL\"").contains("list of texts"));
  CHECK(refusal("jurisdiction = [\"\"]").starts_with("trust.bad_scope"));
  std::string many = "jurisdiction = [";
  for (std::size_t i = 0; i <= jurisdictions_max; ++i) many += '"' + std::to_string(i) + "\",";
  CHECK(refusal(many + ']').starts_with("trust.bad_policy"));
  CHECK(refusal("root = 1").contains("[[root]]"));
  CHECK(refusal("root = [1]").contains("[[root]]"));
  CHECK(refusal("[[root]]\nname = \"x\"").contains("did is missing"));
  CHECK(refusal("[[root]]\ndid = 7").contains("did is a text"));
  CHECK(refusal("[[root]]\ndid = \"did:web:a.example\"\npublic = \"yes\"")
            .contains("Line 3: public is true or false"));
  CHECK(refusal("[[root]]\ndid = \"gemeente\"").starts_with("did.malformed"));
  CHECK(refusal("[[root]]\ndid = \"did:web:a.example\"\nskil = []").contains("'skil'"));
  CHECK(refusal("[[root]]\ndid = \"did:web:a.example\"\nskill = []").contains("list of texts"));
  CHECK(refusal("[[root]]\ndid = \"did:web:a.example\"\nskill = [1]").contains("list of texts"));
  CHECK(refusal("[[objection]]\nby = \"did:web:a.example\"\nagainst = \"did:web:b.example\"")
            .contains("root of one's own"));
  CHECK(refusal(std::string(policy_bytes_max + 1, '\n')).contains("256 KiB"));
}

TEST_CASE("the policies that stand ready can be read, and so can their remarks") {
  for (const auto name : ready_policies) {
    CAPTURE(name);
    auto text = ready_policy(name);
    const auto read = read_trust_policy(text);
    REQUIRE(read);
    CHECK(read->policy.roots.empty());
    const auto examples = text.find("# [[root]]");
    REQUIRE(examples != std::string::npos);
    for (auto at = text.find("\n# ", examples - 1); at != std::string::npos;
         at = text.find("\n# ", at + 1)) {
      const auto rest = std::string_view(text).substr(at + 3);
      const bool is_code = rest.starts_with("[[") || rest.find(" = ") < rest.find('\n');
      if (is_code) text.erase(at + 1, 2);
    }
    const auto whole = read_trust_policy(text);
    REQUIRE(whole);
    CHECK(whole->policy.roots.size() == 1);
    CHECK(whole->policy.vetoes.size() == 1);
    CHECK(whole->public_roots.empty());
  }
  CHECK(ready_policy("open") != ready_policy("employer"));
  CHECK(ready_policy("nobody").empty());
}

}  // namespace waarmerk::node::actions
