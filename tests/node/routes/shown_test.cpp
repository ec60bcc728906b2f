// What somebody shows, as the page for checking answers it.
#include <doctest/doctest.h>

#include <string>

#include "crypto/proof/data_integrity.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestParty;
using tests::TestRoutes;

std::string shown_by(TestRoutes& library, const std::string& expires) {
  const auto holder = TestParty::with_key(200);
  const auto badge = library.node.award(library.node.define("Taalmaatje"));
  proof::ProofOptions options;
  options.verification_method = holder.method;
  options.proof_purpose = "authentication";
  options.expires = parse_time(expires).value();
  const auto presentation = credential::write_presentation({badge}, holder.did).value();
  return std::string(proof::add_proof(presentation, options, *holder.signer).value().text());
}

http::Response send(TestRoutes& library, const std::string& text) {
  auto request = request_of("POST", "/check?lang=en");
  request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
  request.body =
      "--xYz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + text + "\r\n--xYz--\r\n";
  return library.call(request);
}

}  // namespace

TEST_CASE("the page for checking takes what somebody shows, and tells of the badges in it") {
  TestRoutes library;
  const auto page = send(library, shown_by(library, "2999-01-01T00:00:00Z"));
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Badges that somebody shows</h1>"));
  CHECK(page.body.contains("<bdi>Taalmaatje</bdi>"));
  CHECK(page.body.contains("It may be shown until 1 January 2999"));
  CHECK(page.body.contains("There is one badge in it."));
  CHECK(page.body.contains("<summary>All about this badge</summary>"));
  CHECK(page.body.contains("From the DID document of this website itself."));
  CHECK(page.body.contains("download=\"receipt.json\""));
  CHECK(page.body.contains("download=\"shown.json\""));
  CHECK(page.body.contains("name=\"again\""));
}

TEST_CASE("after its end it is not valid any more, and a changed end is found out") {
  TestRoutes library;
  auto text = shown_by(library, "2001-01-01T00:00:00Z");
  const auto over = send(library, text);
  CHECK(over.body.contains("<h1>Not valid any more</h1>"));
  CHECK_FALSE(over.body.contains("Taalmaatje"));
  const auto at = text.find("2001-01-01");
  REQUIRE(at != std::string::npos);
  text.replace(at, 4, "2999");
  CHECK(send(library, text).body.contains("<h1>Not genuine</h1>"));
}

}  // namespace waarmerk::node::routes
