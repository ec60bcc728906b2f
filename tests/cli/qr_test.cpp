#include "cli/qr.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/output.hpp"

namespace waarmerk::cli {
namespace {

std::vector<std::string> lines_of(const std::string& picture) {
  std::vector<std::string> lines;
  std::istringstream stream(picture);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a short text is a code of 21 modules with its quiet zone around it") {
  const auto picture = draw_qr("waarmerk");
  REQUIRE(picture);
  const auto lines = lines_of(*picture);
  REQUIRE(lines.size() == 15);  // 29 rows, two in a line
  for (const auto& line : lines) CHECK(columns_of(line) == 29);
  std::string light;
  for (int i = 0; i < 29; ++i) light += "\u2588";
  CHECK(lines[0] == light);
  CHECK(lines[1] == light);
  // The upper edge of two finder patterns: seven dark modules, and a light one beneath.
  CHECK(lines[2].starts_with("\u2588\u2588\u2588\u2588 \u2584\u2584\u2584\u2584\u2584 \u2588"));
  CHECK(lines[2].ends_with("\u2588 \u2584\u2584\u2584\u2584\u2584 \u2588\u2588\u2588\u2588"));
}

TEST_CASE("what no code can hold is refused") {
  CHECK(draw_qr(std::string(2953, 'x')));
  CHECK(draw_qr(std::string(2954, 'x')).error().code == too_long_for_qr);
}

TEST_CASE("digits behind a text take a third of the room, and no more than version 25 is drawn") {
  const auto code = draw_qr_svg("#paper=", std::string(41, '1'));
  REQUIRE(code);
  // Version 2: 25 modules and four around them; the upper edge of a finder pattern is seven wide.
  CHECK(code->contains("viewBox=\"-4 -4 33 33\""));
  CHECK(code->contains("M0 0h7v1H0z"));
  CHECK(draw_qr_svg("#paper=", std::string(3000, '1')));
  CHECK(draw_qr_svg("#paper=", std::string(3100, '1')).error().code == too_long_for_qr);
  // Without digits there is no segment of them.
  CHECK(draw_qr_svg("waarmerk", "")->contains("viewBox=\"-4 -4 29 29\""));
  CHECK(draw_qr_svg("#paper=", "12a").error().code == too_long_for_qr);
}

}  // namespace waarmerk::cli
