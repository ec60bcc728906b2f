#include "node/trust/hierarchy.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {
namespace {

Hierarchy read(std::string_view csv) {
  Hierarchy hierarchy;
  const auto done = hierarchy.read(csv);
  CAPTURE((done ? std::string() : done.error().detail));
  REQUIRE(done);
  return hierarchy;
}

std::string fault_of(std::string_view csv) {
  Hierarchy hierarchy;
  const auto done = hierarchy.read(csv);
  REQUIRE_FALSE(done);
  CHECK(done.error().code == bad_hierarchy);
  return done.error().detail;
}

Hierarchy shipped(const std::string& name) {
  std::ifstream file(std::string(WAARMERK_SOURCE_DIR) + "/spec/hierarchies/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return read(text);
}

}  // namespace

TEST_CASE("what stands below is covered over several steps, and nothing beside or above it") {
  const auto hierarchy = read("narrower,broader\nNL-ZH-Rotterdam,NL-ZH\nNL-ZH,NL\nBE-VLG,BE\n");
  CHECK(hierarchy.covers("NL", "NL-ZH-Rotterdam"));
  CHECK(hierarchy.covers("NL-ZH", "NL-ZH-Rotterdam"));
  CHECK_FALSE(hierarchy.covers("NL-ZH-Rotterdam", "NL"));
  CHECK_FALSE(hierarchy.covers("NL", "BE-VLG"));
  CHECK_FALSE(hierarchy.covers("BE", "NL-ZH"));
  CHECK(hierarchy.size() == 3);
}

TEST_CASE("a value has several above it, and a URI above one covers by its path too") {
  const auto hierarchy = read("narrower,broader\nwelding,metal\nwelding,https://a.example/x/1\n");
  CHECK(hierarchy.covers("metal", "welding"));
  CHECK(hierarchy.covers("https://a.example/x", "welding"));
  CHECK_FALSE(hierarchy.covers("https://a.example/x/2", "welding"));
}

TEST_CASE("a list is read as ESCO writes it, with its other columns, quotes and lines") {
  const auto hierarchy = read(
      "\xEF\xBB\xBF"
      "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel\r\n"
      "KnowledgeSkillCompetence,http://e.example/1,\"weld, \"\"cold\"\"\nor hot\",SkillGroup,"
      "http://e.example/S1,\"metal\"\r\n"
      "SkillGroup,http://e.example/S1,metal,SkillGroup,http://e.example/S,making");
  CHECK(hierarchy.size() == 2);
  CHECK(hierarchy.covers("http://e.example/S", "http://e.example/1"));
}

TEST_CASE("what is no list is refused, with its line") {
  CHECK(fault_of("").starts_with("Line 1: no columns"));
  CHECK(fault_of("child,parent\na,b\n").starts_with("Line 1: no columns"));
  CHECK(fault_of("narrower,broader\na,b\nc\n").starts_with("Line 3: "));
  CHECK(fault_of("narrower,broader\na,b,c\n").starts_with("Line 2: "));
  CHECK(fault_of("narrower,broader\na,\n").starts_with("Line 2: "));
  CHECK(fault_of("narrower,broader\n\"a\nb\",c\nd,\"e\n").starts_with("Line 4: a quote does not"));
  CHECK(fault_of("narrower,broader\na\"b,c\n").starts_with("Line 2: a quote stands"));
  CHECK(fault_of("narrower,broader\n\"a\"b,c\n").starts_with("Line 2: a quote ends"));
  CHECK(fault_of("narrower,broader\na," + std::string(scope_value_bytes_max + 1, 'b'))
            .starts_with("Line 2: "));
  CHECK(read("narrower,broader\na," + std::string(scope_value_bytes_max, 'b')).size() == 1);
  CHECK(fault_of(std::string(64, ',')).contains("64 columns"));
  CHECK(fault_of(std::string(hierarchy_bytes_max + 1, 'a')).contains("16 MiB"));
}

TEST_CASE("more rows than a node holds are refused, over all lists together") {
  std::string csv = "narrower,broader\n";
  for (std::size_t i = 0; i < hierarchy_rows_max; ++i) csv += std::to_string(i) + ",all\n";
  auto hierarchy = read(csv);
  CHECK(hierarchy.read("narrower,broader\n").has_value());
  CHECK(hierarchy.read("narrower,broader\none,more\n").error().code == bad_hierarchy);
}

TEST_CASE("what goes round is refused, and what meets again is not") {
  CHECK(read("narrower,broader\na,b\na,c\nb,d\nc,d\nd,e\n").check_loops());
  CHECK(read("narrower,broader\na,b\na,b\n").check_loops());
  for (const auto* csv : {"narrower,broader\na,a\n", "narrower,broader\nx,a\na,b\nb,c\nc,a\n"}) {
    const auto looped = read(csv).check_loops();
    REQUIRE_FALSE(looped);
    CHECK(looped.error().code == bad_hierarchy);
  }
}

TEST_CASE("the part of ESCO that is shipped knows skills below their groups, and no others") {
  const auto esco = shipped("esco-1.1.1-subset.csv");
  CHECK(esco.check_loops());
  CHECK(esco.size() == 1'249);
  const std::string skill = "http://data.europa.eu/esco/skill/";
  const auto transversal = skill + "04a13491-b58c-4d33-8b59-8fad0d55fe9e";  // T
  const auto teams = skill + "036afa6e-cdde-4b38-a53a-8e7910a840e1";        // T4.3
  const auto in_a_team = skill + "60c78287-22eb-4103-9c8c-28deaa460da0";
  const auto skills = skill + "335228d2-297d-4e0e-a6ee-bc6a8dc110d9";     // S
  const auto computers = skill + "243eb885-07c7-4b77-ab9c-827551d83dc4";  // S5
  const auto tools = skill + "cacc62f3-2df4-4cc3-9d5d-0d014db56bd9";      // S5.6
  const auto languages = skill + "e35a5936-091d-4e87-bafe-f264e55bd656";  // L
  const auto of_a_language = skill + "049de1f6-34ec-46f9-a0b1-8fc6f0199413";
  CHECK(esco.covers(teams, in_a_team));
  CHECK(esco.covers(transversal, in_a_team));
  CHECK_FALSE(esco.covers(in_a_team, teams));
  CHECK_FALSE(esco.covers(languages, in_a_team));
  CHECK(esco.covers(computers, tools));
  CHECK(esco.covers(skills, tools));
  CHECK_FALSE(esco.covers(transversal, tools));
  CHECK(esco.covers(languages, of_a_language));
}

TEST_CASE("the lists that are shipped are whole: each part of a field or goal stands below it") {
  const auto fields = shipped("isced-f-2013.csv");
  CHECK(fields.check_loops());
  const std::string isced = "http://data.europa.eu/esco/isced-f/";
  CHECK(fields.covers(isced + "06", isced + "0613"));
  CHECK(fields.covers(isced + "061", isced + "0613"));
  CHECK_FALSE(fields.covers(isced + "062", isced + "0613"));
  CHECK_FALSE(fields.covers(isced + "07", isced + "0613"));
  const auto goals = shipped("sdg.csv");
  CHECK(goals.check_loops());
  CHECK(goals.size() == 169);  // targets, of 17 goals
  const std::string sdg = "http://metadata.un.org/sdg/";
  CHECK(goals.covers(sdg + "4", sdg + "4.a"));
  CHECK(goals.covers(sdg + "17", sdg + "17.19"));
  CHECK_FALSE(goals.covers(sdg + "1", sdg + "17.1"));
}

}  // namespace waarmerk::node::trust
