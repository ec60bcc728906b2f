// Tests of `badge define`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto kept = R"({"id":"https://library.example/v1/achievements/1","name":"Host"})";

}  // namespace

TEST_CASE("a definition in a file goes to the node, and its id comes back first") {
  tests::Office office;
  office.answer("POST /v1/achievements", 201, kept);
  office.desk.console.input = R"( {"type":["Achievement"],"name":"Host"} )";
  const auto typed = office.desk.type({"badge", "define", "-"});
  CHECK(typed.exit == 0);
  CHECK(typed.out == "https://library.example/v1/achievements/1\tHost\n");
  CHECK(office.last().body == R"({"type":["Achievement"],"name":"Host"})");
  CHECK(office.desk.type({"badge", "define", "-", "--json"}).out == std::string(kept) + "\n");
}

TEST_CASE("a definition can be made of flags; criteria are words or a URL") {
  tests::Office office;
  office.answer("POST /v1/achievements", 201, kept);
  const std::vector<std::string> words{"badge",         "define", "--name",    "Host",
                                       "--description", "Hosts",  "--criteria"};
  auto prose = words;
  prose.push_back("Six evenings");
  CHECK(office.desk.type(prose).exit == 0);
  CHECK(office.last().body == R"({"type":["Achievement"],"name":"Host","description":"Hosts",)"
                              R"("criteria":{"narrative":"Six evenings"}})");
  auto url = words;
  url.insert(url.end(), {"https://library.example/c", "--type", "Course", "--image",
                         "https://library.example/i.png"});
  CHECK(office.desk.type(url).exit == 0);
  CHECK(office.last().body.contains(R"("criteria":{"id":"https://library.example/c"})"));
  CHECK(office.last().body.contains(R"("achievementType":"Course")"));
  CHECK(office.last().body.contains(R"("image":{"id":"https://library.example/i.png")"));
}

TEST_CASE("half a definition, two at once, or no JSON is refused before the node is asked") {
  tests::Office office;
  CHECK(office.desk.type({"badge", "define"}).exit == 2);
  CHECK(office.desk.type({"badge", "define", "--name", "Host"}).exit == 2);
  CHECK(office.desk.type({"badge", "define", "-", "--name", "Host"}).exit == 2);
  office.desk.console.input = "{";
  CHECK(office.desk.type({"badge", "define", "-"}).exit == 8);
  CHECK(office.desk.type({"badge", "define", "absent.json"}).exit == 22);
  CHECK(office.desk.network.asked.empty());
}

}  // namespace waarmerk::cli
