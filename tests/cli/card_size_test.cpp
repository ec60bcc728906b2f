// How small a paper card gets: badges that a node issues, in bytes and as the QR code that is
// printed, beside the aim of 1,100 bytes and version 25 (spec/decisions/0070). To see the table:
//
//   cli_tests --test-case='how small*'
#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "cli/demo_badge.hpp"
#include "cli/qr.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/reader.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/read_award.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/paper.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::cli {
namespace {

namespace actions = node::actions;
namespace credential = node::credential;
using tests::run_task;

constexpr std::size_t aim_bytes = 1'100;
constexpr int aim_version = 25;
constexpr std::string_view link = "https://bibliotheek-zuid.example/check";

struct Size {
  std::size_t text = 0;   ///< of the signed badge
  std::size_t paper = 0;  ///< of what the code holds
  int version = 0;        ///< of the code
};

/// Seven bytes are 17 digits (spec/paper.md 2).
std::size_t bytes_of_digits(std::size_t digits) {
  constexpr std::array<std::size_t, 7> rest{0, 3, 5, 8, 10, 13, 15};
  std::size_t left = 0;
  while (left < rest.size() - 1 && rest.at(left) != digits % 17) ++left;
  return digits / 17 * 7 + left;
}

/// The picture shows its side in modules: 17 and four a version, and the quiet zone.
int version_in(const std::string& svg) {
  const std::string start = "viewBox=\"-4 -4 ";
  const auto side = std::atoi(svg.c_str() + svg.find(start) + start.size());
  return (side - 8 - 17) / 4;
}

Size size_of(std::string_view badge) {
  const auto file = credential::unwrap_badge(badge);
  REQUIRE(file);
  const auto digits = credential::print_paper(file->text);
  REQUIRE_MESSAGE(digits, digits.error().detail);
  // All of it comes back.
  CHECK(credential::parse_paper(std::string(credential::paper_mark) + *digits) == file->text);
  const auto code = draw_qr_svg(std::string(link) + std::string(credential::paper_mark), *digits);
  REQUIRE(code);
  return {file->text.size(), bytes_of_digits(digits->size()), version_in(*code)};
}

struct Scene {
  std::string keep(const json::Document& definition) {
    const auto kept = run_task(actions::define_achievement(library.ports, definition));
    REQUIRE_MESSAGE(kept, kept.error().detail);
    return tests::id_of(*kept);
  }
  Size award(const std::string& achievement, std::string_view form, actions::Award more = {}) {
    more.achievement_id = achievement;
    if (!more.email) more.subject_id = tests::someone;
    more.form = form;
    const auto badge = run_task(actions::award_badge(library.ports, std::move(more)));
    REQUIRE_MESSAGE(badge, badge.error().detail);
    return size_of(badge->text());
  }

  tests::TestNode library{"bibliotheek-zuid.example", 1, tests::NodeMethod::webvh};
};

void tell(const std::string& what, const Size& size) {
  MESSAGE(what << ": " << size.text << " bytes of text, " << size.paper << " on paper (aim "
               << aim_bytes << "), version " << size.version << " (at most " << aim_version << ")");
  CHECK(size.paper <= aim_bytes);
  CHECK(size.version <= aim_version);
  // Deflated with our words it is less than half of what a reader without them would need.
  CHECK(size.paper * 2 < size.text);
}

json::Document demo_definition() {
  return tests::parse_json(demo_achievement("https://bibliotheek-zuid.example/taalmaatje"));
}

json::Document without_picture(const json::Document& definition) {
  auto without = json::without_member(definition.root(), "image");
  REQUIRE(without);
  return *without;
}

actions::Award demo_award() {
  const auto claims =
      tests::parse_json(R"({"achievement":"x","evidence":)" + std::string(demo_evidence()) + "}");
  auto award = actions::read_award_claims(json::Reader(claims));
  REQUIRE(award);
  return *award;
}

}  // namespace

TEST_CASE("how small a card of a plain badge is") {
  Scene scene;
  const auto plain = scene.library.define("Taalmaatje");
  for (const std::string form : {"eddsa-rdfc-2022", "eddsa-jcs-2022", "vc-jwt"}) {
    tell("plain, " + form, scene.award(plain, form));
  }
  actions::Award told;
  told.email = "amira@example.org";
  told.narrative = "Twelve evenings, and a neighbour who came back every time.";
  tell("an e-mail address and a story, eddsa-rdfc-2022",
       scene.award(plain, "eddsa-rdfc-2022", told));
  tell("an e-mail address and a story, vc-sd-jwt", scene.award(plain, "vc-sd-jwt", told));
}

TEST_CASE("how small a card of the demo's badge is, with its picture and without") {
  Scene scene;
  const auto whole = scene.keep(demo_definition());
  for (const std::string form : {"eddsa-rdfc-2022", "vc-jwt"}) {
    tell("the demo's, with picture, " + form, scene.award(whole, form));
  }
  Scene other;
  const auto bare = other.keep(without_picture(demo_definition()));
  for (const std::string form : {"eddsa-rdfc-2022", "vc-jwt"}) {
    tell("the demo's, without picture, " + form, other.award(bare, form));
  }
  tell("the demo's, without picture, with its evidence, eddsa-rdfc-2022",
       other.award(bare, "eddsa-rdfc-2022", demo_award()));
}

}  // namespace waarmerk::cli
