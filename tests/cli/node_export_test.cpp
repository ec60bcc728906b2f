// Tests of `node export-mirror`.
#include <doctest/doctest.h>

#include "node/gossip/frame.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("a mirror of a node that holds nothing yet is a page of nothing") {
  tests::Office office;
  const auto page = node::gossip::encode_frame(node::gossip::Heads{});
  office.answer("GET /bot/1/h/1-512", 200, std::string(text_of(page)));
  office.answer("GET /bot/1/bundle/latest", 404, "");
  const auto folder = office.home() + "/mirror";
  const auto typed = office.desk.type({"node", "export-mirror", folder});
  CHECK_MESSAGE(typed.exit == 0, typed.err);
  CHECK(typed.out == "feeds\t0\nchanged\t0\nfiles written\t2\nbytes written\t" +
                         std::to_string(2 * page.size()) + "\n");
  CHECK(std::filesystem::file_size(folder + "/bot/1/heads") == page.size());
  const auto again = office.desk.type({"node", "export-mirror", folder, "--json"});
  CHECK(again.out == "{\"feeds\":0,\"changed\":0,\"files\":0,\"bytes\":0}\n");
}

TEST_CASE("a node that does not answer, or not as a node does, gives no mirror") {
  tests::Office office;
  const auto folder = office.home() + "/mirror";
  CHECK(office.desk.type({"node", "export-mirror", folder}).err.contains("mirror.unanswered"));
  office.answer("GET /bot/1/h/1-512", 404, "");
  CHECK(office.desk.type({"node", "export-mirror", folder}).err.contains("mirror.malformed"));
  CHECK(office.desk.type({"node", "export-mirror"}).exit == 2);
  CHECK_FALSE(std::filesystem::exists(folder));
}

}  // namespace waarmerk::cli
