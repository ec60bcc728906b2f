// Tests of `trust graph`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/office.hpp"
#include "tests/support/trust_map_town.hpp"

namespace waarmerk::cli {
namespace {

struct Scene {
  Scene() { office.answer("GET /v1/trust/graph", 200, tests::trust_graph_json); }
  tests::Typed type(std::vector<std::string> words) { return office.desk.type(std::move(words)); }

  tests::Office office;
};

}  // namespace

TEST_CASE("a script reads who says what of whom, and people see it as a table") {
  Scene scene;
  const auto plain = scene.type({"trust", "graph"});
  CHECK(plain.exit == 0);
  CHECK(
      plain.out.starts_with("Gemeente\tdid:web:west.example\tintroduce\t60\t1\tanything\t"
                            "2024-01-05\t2027-01-05\tcounts\tdid:web:gemeente.example\t"
                            "did:web:west.example\n"));
  scene.office.desk.console.is_terminal = true;
  const auto shown = scene.type({"trust", "graph"});
  CHECK(shown.out.contains("The network of trust around Gemeente"));
  CHECK(shown.out.contains("OF WHOM"));
  CHECK(shown.out.contains("NL-ZH"));
  CHECK_FALSE(shown.out.contains("\x1b[31mlab"));
  CHECK(shown.err.contains("3 organisations and 5 bits of trust"));
}

TEST_CASE("the same network as JSON, as DOT and as a picture") {
  Scene scene;
  CHECK(scene.type({"trust", "graph", "--json"}).out.contains(R"("cutShort":false)"));
  CHECK(scene.type({"trust", "graph", "--format", "json"}).out.contains(R"("cutShort":false)"));
  CHECK(scene.type({"trust", "graph", "--format", "dot"}).out.starts_with("digraph trust"));
  CHECK(scene.type({"trust", "graph", "--format", "svg"}).out.starts_with("<svg xmlns"));
  CHECK(scene.type({"trust", "graph", "--format", "pdf"}).exit == 2);
}

TEST_CASE("which organisation, how far and when goes to the node") {
  Scene scene;
  scene.type({"trust", "graph", "did:web:lab.example", "--hops", "1", "--as-of", "2026-05-03"});
  CHECK(scene.office.last().url.ends_with(
      "/v1/trust/graph?about=did%3Aweb%3Alab.example&hops=1&at=2026-05-03T00%3A00%3A00Z"));
}

}  // namespace waarmerk::cli
