// Our schema of Open Badges 3.0 against the published ones: the two must agree on each published
// document, and on tens of thousands made of these by one change each.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/json/schema.hpp"
#include "node/credential/schema_text.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/vectors.hpp"

using namespace waarmerk;

namespace {

namespace fs = std::filesystem;
using Tree = nlohmann::ordered_json;

json::Schema ours(const std::string& definition) {
  const auto document = tests::parse_json(node::credential::open_badges_schema_text);
  return json::Schema::compile(document, definition).value();
}

json::Schema theirs(const fs::path& path) {
  return json::Schema::compile(tests::parse_json(tests::read_file(path))).value();
}

/// Every JSON document below a folder.
std::vector<Tree> documents_in(const fs::path& folder) {
  std::vector<Tree> documents;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json" || entry.path().filename() == "index.json") continue;
    documents.push_back(Tree::parse(tests::read_file(entry.path())));
  }
  return documents;
}

/// Calls `visit` for the document with each of its values changed or gone, one at a time.
template <class Visit>
void mutate(Tree& root, Tree& at, const Visit& visit) {
  static const std::vector<Tree> others{
      5, "x", true, nullptr, Tree::object(), Tree::array(), Tree{{"nl", "x"}}};
  const auto change = [&](Tree& place, Tree other) {
    std::swap(place, other);
    visit(root);
    std::swap(place, other);
  };
  for (auto& [name, child] : at.items()) {
    for (const auto& other : others) change(child, other);
    change(child, Tree::array({child}));
    if (child.is_array() && child.size() == 1) change(child, child[0]);
    if (child.is_structured()) mutate(root, child, visit);
  }
  if (!at.is_object()) return;
  const Tree whole = at;
  for (const auto& [name, child] : whole.items()) {
    at.erase(name);
    visit(root);
    at = whole;
  }
}

struct Agreement {
  std::vector<json::Schema> ours;  ///< any of these
  json::Schema theirs;
  int same = 0;
  int accepted = 0;
  std::string first_difference = {};

  /// Whether ours takes it.
  bool look_at(const Tree& document) {
    const auto parsed = json::parse(document.dump()).value();
    const bool left = std::ranges::any_of(
        ours, [&](const auto& schema) { return schema.check(parsed.root()).has_value(); });
    const auto right = theirs.check(parsed.root());
    accepted += left ? 1 : 0;
    same += left == right.has_value() ? 1 : 0;
    if (left != right.has_value() && first_difference.empty()) {
      first_difference = (left ? right.error().path : "theirs takes it") + "\n" + document.dump(1);
    }
    return left;
  }
};

}  // namespace

TEST_CASE("ob3: each published schema is one that we can compile") {
  VECTORS_OR_SKIP(folder, "ob3");
  int count = 0;
  for (const auto* name : {"schemas", "schemas-strict"}) {
    for (const auto& entry : fs::directory_iterator(folder / name)) {
      CAPTURE(entry.path().string());
      CHECK(json::Schema::compile(tests::parse_json(tests::read_file(entry.path()))));
      ++count;
    }
  }
  CHECK(count == 7);
}

TEST_CASE("ob3: our schemas agree with the published ones, also on documents with one change") {
  VECTORS_OR_SKIP(folder, "ob3");
  struct Pair {
    std::vector<std::string> definitions;
    std::string file;
    int documents;
  };
  auto documents = documents_in(folder / "spec-examples");
  for (auto& more : documents_in(folder / "validator-samples")) documents.push_back(more);
  for (const Pair& pair : {Pair{{"AchievementCredential"}, "achievementcredential", 10'000},
                           Pair{{"AchievementCredential", "AchievementCredential_1_1"},
                                "anyachievementcredential",
                                12'000},
                           Pair{{"EndorsementCredential"}, "endorsementcredential", 400},
                           Pair{{"Profile"}, "profile", 100}}) {
    CAPTURE(pair.file);
    std::vector<json::Schema> left;
    for (const auto& definition : pair.definitions) left.push_back(ours(definition));
    Agreement agreement{left,
                        theirs(folder / "schemas" / ("ob_v3p0_" + pair.file + "_schema.json"))};
    for (auto& document : documents) {
      const bool is_taken = agreement.look_at(document);
      if (!is_taken || document.dump().size() > 8'000) continue;
      mutate(document, document, [&](const Tree& changed) { agreement.look_at(changed); });
    }
    MESSAGE(pair.file << ": " << agreement.same << " documents alike, of which "
                      << agreement.accepted << " keep to it");
    CHECK(agreement.first_difference == "");
    CHECK(agreement.same > pair.documents);
  }
}
