// One JSON object a line.
#include "node/ops/log.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "tests/support/fixed_clock.hpp"

using namespace waarmerk;
using namespace waarmerk::node::ops;

namespace {

struct Lines {
  std::string text;
  tests::FixedClock clock;
  Log log{clock, Level::info, [this](std::string_view line) { text += line; }};
};

}  // namespace

TEST_CASE("a line is one JSON object with its fields") {
  Lines lines;
  lines.log.info(
      "request",
      {{"path", "/a \"b\"\n"}, {"status", std::int64_t{200}}, {"seconds", 0.5}, {"tls", true}});
  CHECK(lines.text.ends_with("}\n"));
  CHECK(lines.text.find('\n') == lines.text.size() - 1);
  const auto document = json::parse(lines.text);
  REQUIRE(document);
  const json::Reader line(*document);
  CHECK(line.get_string("time") == "2026-03-03T10:12:00Z");
  CHECK(line.get_string("level") == "info");
  CHECK(line.get_string("event") == "request");
  CHECK(line.get_string("path") == "/a \"b\"\n");
  CHECK(line.get_integer("status") == 200);
}

TEST_CASE("what is below the least level is not written") {
  Lines lines;
  lines.log.write(Level::debug, "quiet");
  CHECK(lines.text.empty());
  lines.log.set_least(Level::debug);
  lines.log.write(Level::debug, "quiet");
  CHECK(lines.text.contains("\"quiet\""));
  lines.text.clear();
  lines.log.set_least(Level::error);
  lines.log.warning("careful");
  CHECK(lines.text.empty());
}

TEST_CASE("a field that says it is secret is withheld") {
  Lines lines;
  lines.log.info("x", {{"authorization", "Bearer hunter2"}, {"passphrase", "hunter2"}});
  CHECK_FALSE(lines.text.contains("hunter2"));
}

TEST_CASE("a text that is too long is cut, one that is not UTF-8 is replaced") {
  Lines lines;
  std::string long_text(1023, 'x');
  long_text += "\xc3\xa9 and more";
  lines.log.info("x", {{"long", std::string_view(long_text)}, {"bad", "\xff\xfe"}});
  const auto document = json::parse(lines.text);
  REQUIRE(document);
  CHECK(json::Reader(*document).get_string("long") == std::string(1023, 'x'));
  CHECK(json::Reader(*document).get_string("bad") == "[not UTF-8]");
}

TEST_CASE("an error is told by its code") {
  Lines lines;
  lines.log.error("start", {{"x.y", ErrorKind::internal}, "It broke.", ""});
  CHECK(lines.text.contains("\"code\":\"x.y\""));
  CHECK(lines.text.contains("\"level\":\"error\""));
}

TEST_CASE("levels are known by name") {
  CHECK(parse_level("warning") == Level::warning);
  CHECK_FALSE(parse_level("Warning"));
  CHECK_FALSE(parse_level(""));
}
