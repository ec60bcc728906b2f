#include "cli/web.hpp"

#include <doctest/doctest.h>

#include "cli/command.hpp"
#include "node/wallet/offer_reading.hpp"
#include "tests/support/desk.hpp"

namespace waarmerk::cli {

TEST_CASE("an answer is its body, and a refusal the word of who refused") {
  tests::Desk desk(UnixTime{0});
  auto workspace = desk.make_workspace();
  const Args args;
  Web web(args, workspace);
  desk.network.answers["GET https://a.example/1"] = {
      .status = 200, .content_type = "text/plain", .body = "good"};
  desk.network.answers["POST https://a.example/2"] = {
      .status = 400, .content_type = "application/json", .body = R"({"error":"bad"})"};
  CHECK(web.get("https://a.example/1") == "good");
  const auto refused = web.post("https://a.example/2",
                                {.body = "x=1", .type = std::string(form_type), .bearer = "t"});
  CHECK(refused.error().code == node::wallet::refused);
  CHECK(desk.network.asked.back().authorization == "Bearer t");
  CHECK(desk.network.asked.back().body == "x=1");
  desk.network.answers["GET https://a.example/4"] = {
      .status = 404, .content_type = "application/json", .body = "{}"};
  CHECK(web.get("https://a.example/4", "*/*", node::wallet::read_offer_refusal).error().code ==
        node::wallet::gone_offer);
  CHECK(web.get("https://a.example/4").error().code == node::wallet::bad_answer);
  CHECK(web.get("https://a.example/3").error().code == node::fetch::fetch_failed);
}

}  // namespace waarmerk::cli
