// Badges whose texts were made to do harm where they are read: in the terminal and on paper.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "node/words/language.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

/// Colours, the title of the window, the cursor, lines of its own, and what turns writing around.
constexpr std::string_view hostile =
    "Lib\x1b[2J\x1b]0;owned\x07\x1b[32mrary\r\nforged: "
    "genuine\n\u009b31m\u202egnikcart\u2066x\u2069"
    "\u2029\u200f<script>alert(1)</script>";

std::string badge_with(const std::string& text) {
  const auto party = tests::TestParty::with_key(3);
  auto badge = tests::sample_badge(party);
  badge.name = text;
  badge.narrative = text;
  badge.issuer.name = text;
  badge.evidence.emplace_back().narrative = text;
  badge.evidence.back().name = text;
  badge.evidence.back().id = "https://evil.example/evidence";
  badge.valid_until.reset();
  return std::string(tests::issue(badge, party).text());
}

/// A terminal shows no more than letters, and only on lines that we began.
void expect_tame(const std::string& printed) {
  for (const std::string_view wrong :
       {"\x1b", "\x07", "\r", "\u009b", "\u202e", "\u2066", "\u200f"}) {
    CHECK_FALSE(printed.contains(wrong));
  }
  std::istringstream lines(printed);
  for (std::string line; std::getline(lines, line);) CHECK_FALSE(line.starts_with("forged"));
}

struct Scene {
  explicit Scene(const std::string& text) {
    std::ofstream(path("badge.json"), std::ios::binary) << badge_with(text);
  }
  std::string path(const std::string& name) const { return (folder.path() / name).string(); }
  tests::Typed type(std::vector<std::string> words) {
    words.push_back(path("badge.json"));
    return desk.type(words);
  }

  tests::TemporaryFolder folder;
  tests::Desk desk{tests::badge_now};
};

}  // namespace

TEST_CASE("a badge cannot write into the terminal what it is not asked, in no language") {
  Scene scene{std::string(hostile)};
  for (const auto language : node::words::all_languages) {
    const std::string code(node::words::print_language(language));
    const auto typed = scene.type({"badge", "verify", "--lang", code});
    CAPTURE(code);
    CHECK(typed.exit == 0);
    // Where writing goes from the right, names stand between marks of ours.
    auto printed = typed.out + typed.err;
    for (const std::string_view wrong : {"\x1b", "\x07", "\r", "\u009b", "\u202e", "\u2066"}) {
      CHECK_FALSE(printed.contains(wrong));
    }
  }
  for (const auto& words : std::vector<std::vector<std::string>>{{"badge", "verify"},
                                                                 {"badge", "verify", "--plain"},
                                                                 {"badge", "explain"},
                                                                 {"badge", "explain", "--plain"}}) {
    const auto typed = scene.type(words);
    CHECK(typed.exit == 0);
    expect_tame(typed.out + typed.err);
  }
  for (const std::string verb : {"verify", "explain"}) {
    const auto json = scene.type({"badge", verb, "--json"});
    CHECK_FALSE(json.out.contains('\x1b'));
    CHECK_FALSE(json.out.contains('\r'));
  }
}

TEST_CASE("a badge cannot write HTML on its own page or card") {
  Scene scene{std::string(hostile)};
  const auto page = scene.type({"badge", "print"});
  CHECK(page.exit == 0);
  CHECK_FALSE(page.out.contains("<script"));
  CHECK(page.out.contains("&lt;script&gt;"));
  // Whatever turns stands in an element that keeps it in.
  for (auto at = page.out.find("\u202e"); at != std::string::npos;
       at = page.out.find("\u202e", at + 1)) {
    const auto before = page.out.rfind('<', at);
    CHECK((page.out.substr(before, 5) == "<bdi>" || page.out.substr(before, 4) == "<h1>" ||
           page.out.substr(before, 7) == "<title>" || page.out.substr(before, 3) == "<p>"));
  }
}

TEST_CASE("a name of a hundred thousand letters is checked as any other") {
  Scene scene(std::string(100'000, 'A'));
  CHECK(scene.type({"badge", "verify"}).exit == 0);
  CHECK(scene.type({"badge", "print"}).exit == 0);
  // Of what is too large for a card no part is printed.
  const auto card = scene.type({"badge", "print", "--card"});
  CHECK(card.exit != 0);
  CHECK(card.out.empty());
}

}  // namespace waarmerk::cli
