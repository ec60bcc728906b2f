// The page for checking, as a browser without scripts uses it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "node/credential/paper.hpp"
#include "node/http/percent.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;

struct Sent {
  std::string file = {};
  std::string text = {};
  std::string language = "en";
};

std::string form_of(const Sent& sent) {
  return "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"badge\"\r\n"
         "Content-Type: application/octet-stream\r\n\r\n" +
         sent.file + "\r\n--xYz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" +
         sent.text + "\r\n--xYz--\r\n";
}

http::Response send(TestRoutes& library, const Sent& sent) {
  auto request = request_of("POST", "/check?lang=" + sent.language);
  request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
  request.body = form_of(sent);
  return library.call(request);
}

std::string badge_of(TestRoutes& library) {
  return std::string(library.node.award(library.node.define("Taalmaatje")).text());
}

std::string refused(TestRoutes& library, const Sent& sent) {
  const auto page = send(library, sent);
  CHECK(page.status == 400);
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.body.contains("<h1>Nothing was checked</h1>"));
  const auto from = page.body.find("<div><p>") + 8;
  return page.body.substr(from, page.body.find("</p>", from) - from);
}

/// The receipt that the page brings along, in its link.
std::string receipt_in(const http::Response& page) {
  constexpr std::string_view start = "href=\"data:application/json;charset=utf-8,";
  const auto from = page.body.find(start);
  REQUIRE(from != std::string::npos);
  const auto text = page.body.substr(from + start.size());
  const auto decoded = http::decode_percent(text.substr(0, text.find('"')));
  REQUIRE(decoded);
  return *decoded;
}

}  // namespace

TEST_CASE("the page opens in the language that was chosen, or else in that of the browser") {
  TestRoutes library;
  auto request = request_of("GET", "/check");
  request.headers.set("Accept-Language", "nl");
  CHECK(library.call(request).body.contains("Is deze badge echt?"));
  request.target = "/check?lang=en";
  CHECK(library.call(request).body.contains("Is this badge genuine?"));
  request.target = "/check?lang=xx";
  CHECK(library.call(request).body.contains("Is deze badge echt?"));
  request.target = "/check?lang=%";
  CHECK(library.call(request).status == 200);
}

TEST_CASE("a badge is answered as by POST /credentials/verify, from a file as from a text") {
  TestRoutes library;
  const auto badge = badge_of(library);
  const auto by_text = send(library, {.text = "\n " + badge + "\r\n"});
  CHECK(by_text.status == 200);
  CHECK(by_text.body.contains("<h1>Genuine</h1>"));
  CHECK(by_text.body.contains("<bdi>Taalmaatje</bdi>"));
  CHECK(by_text.body.contains("data-outcome=\"genuine\""));
  const auto by_file = send(library, {.file = badge, .language = "nl"});
  CHECK(by_file.body.contains("<h1>Echt</h1>"));
  CHECK(by_file.headers.find("Content-Language") == "nl");
  const auto asked = library.call(
      request_of("POST", "/credentials/verify", R"({"verifiableCredential":)" + badge + "}"));
  CHECK(asked.status == 200);
  CHECK(library.metrics.print().contains("waarmerk_verifications_total{outcome=\"genuine\"} 3"));
}

TEST_CASE("a badge that was changed is not genuine, and its words are not called the issuer's") {
  TestRoutes library;
  auto badge = badge_of(library);
  const auto at = badge.find("Taalmaatje");
  REQUIRE(at != std::string::npos);
  badge.replace(at, 4, "<i>T");
  const auto page = send(library, {.text = badge});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Not genuine</h1>"));
  CHECK(page.body.contains("is not proved"));
  CHECK_FALSE(page.body.contains("<i>"));
}

TEST_CASE("an issuer that cannot be reached makes a badge neither genuine nor false") {
  TestRoutes library;
  const auto stranger = tests::TestParty::at_host("stranger.example", 7);
  const auto badge = tests::issue(tests::sample_badge(stranger), stranger);
  const auto page = send(library, {.text = std::string(badge.text())});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Cannot be checked</h1>"));
}

TEST_CASE("what cannot be read is told in one true sentence") {
  TestRoutes library;
  const auto badge = badge_of(library);
  CHECK(refused(library, {}).starts_with("No file was chosen"));
  CHECK(refused(library, {.text = " \r\n\t"}).starts_with("No file was chosen"));
  CHECK(refused(library, {.file = badge, .text = badge}).starts_with("There is a file and a text"));
  CHECK(refused(library, {.text = "http://b.example/1"}).starts_with("This is the address"));
  CHECK(refused(library, {.text = badge.substr(0, badge.size() / 2)}).contains("is broken"));
  CHECK(refused(library, {.text = "Hello"}).starts_with("This is not a badge"));
  CHECK(refused(library, {.file = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"})
            .starts_with("There is no badge in this picture"));
  CHECK(refused(library, {.file = "\x89PNG\r\n\x1a\n"}).starts_with("This picture is broken"));
  CHECK(refused(library, {.file = std::string(4'000'001, ' ')}).contains("larger than"));
  auto request = request_of("POST", "/check", R"({"verifiableCredential":{}})");
  const auto page = library.call(request);
  CHECK(page.status == 400);
  CHECK(page.body.contains("is not what this page sends"));
}

TEST_CASE("a survival kit is checked by what is in it, and a staple has no badge") {
  TestRoutes library(tests::NodeMethod::webvh);
  const auto badge = badge_of(library);
  const auto made = [&](const std::string& form) {
    const auto answer = library.post(
        "/v1/kits", R"({"form":")" + form + R"(","verifiableCredential":)" + badge + "}");
    REQUIRE(answer.status == 200);
    return answer.body;
  };
  CHECK(send(library, {.file = made("kit")}).body.contains("<h1>Genuine</h1>"));
  CHECK(refused(library, {.file = made("staple")}).starts_with("This file belongs to a badge"));
}

TEST_CASE("a link is fetched, its page says so, and what is behind it is checked as a file is") {
  TestRoutes library;
  auto& web = library.node.fetcher;
  web.answer("https://b.example/1", 200, badge_of(library));
  const auto page = send(library, {.text = " https://b.example/1 "});
  CHECK(page.body.contains("<h1>Genuine</h1>"));
  CHECK(page.body.contains("The badge was fetched from <bdi>https://b.example/1</bdi>"));
  CHECK(page.body.contains("was asked of others"));
  web.answer("https://b.example/2", 200, "<!doctype html><title>Badge</title>");
  CHECK(refused(library, {.text = "https://b.example/2"}).starts_with("This is a web page"));
  web.answer("https://b.example/3", 302, "");
  CHECK(refused(library, {.text = "https://b.example/3"}).starts_with("At this link nothing"));
  // What a link leads to is no link to go on from.
  web.answer("https://b.example/4", 200, "https://b.example/1");
  CHECK(refused(library, {.text = "https://b.example/4"}).starts_with("This is not a badge"));
}

TEST_CASE("the answer brings its receipt along, and the receipt tells whether a file is the one") {
  TestRoutes library;
  const auto badge = badge_of(library);
  const auto receipt = receipt_in(send(library, {.file = badge}));
  CHECK_FALSE(receipt.contains("Taalmaatje"));
  CHECK_FALSE(receipt.contains(tests::someone));
  const auto alone = send(library, {.text = receipt});
  CHECK(alone.body.contains("<h1>A receipt of a check</h1>"));
  CHECK(alone.body.contains("that the badge in this file was genuine."));
  CHECK_FALSE(alone.body.contains("download=\"receipt.json\""));
  const auto same = send(library, {.file = badge, .text = receipt});
  CHECK(same.body.contains("The file beside it is the one that was checked."));
  const auto swapped = send(library, {.file = receipt, .text = badge});
  CHECK(swapped.body.contains("The file beside it is the one that was checked."));
  const auto other = send(library, {.file = badge_of(library), .text = receipt});
  CHECK(other.body.contains("The file beside it is not the one"));
  CHECK(refused(library, {.file = receipt, .text = receipt}).starts_with("There is a file and a"));
}

TEST_CASE("a receipt that was changed proves nothing") {
  TestRoutes library;
  auto receipt = receipt_in(send(library, {.text = badge_of(library)}));
  const auto at = receipt.find("\"genuine\"");
  REQUIRE(at != std::string::npos);
  receipt.replace(at, 9, "\"not_genuine\"");
  const auto page = send(library, {.text = receipt});
  CHECK(page.body.contains("<h1>Not genuine</h1>"));
  CHECK(page.body.contains("that is not proved"));
  CHECK_FALSE(page.body.contains("found on"));
}

/// The value of a hidden field of the page.
std::string field_in(const http::Response& page, const std::string& name) {
  const auto start = "name=\"" + name + "\" value=\"";
  const auto from = page.body.find(start);
  REQUIRE(from != std::string::npos);
  const auto text = page.body.substr(from + start.size());
  return text.substr(0, text.find('"'));
}

TEST_CASE("the same answer is there in another language, without the badge being brought again") {
  TestRoutes library;
  const auto first = send(library, {.text = badge_of(library)});
  auto request = request_of("POST", "/check?lang=nl");
  request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
  request.body = "--xYz\r\nContent-Disposition: form-data; name=\"again\"\r\n\r\n" +
                 field_in(first, "again") + "\r\n--xYz--\r\n";
  const auto second = library.call(request);
  CHECK(second.status == 200);
  CHECK(second.body.contains("<h1>Echt</h1>"));
  CHECK(field_in(second, "again") == field_in(first, "again"));
}

TEST_CASE("why something is refused is there in another language, and a secret is not sent back") {
  TestRoutes library;
  const auto first = send(library, {.text = "did:web:library.example"});
  CHECK(first.status == 400);
  CHECK(first.body.contains("<button formaction=\"/check?lang=nl\""));
  auto request = request_of("POST", "/check?lang=nl");
  request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
  request.body = "--xYz\r\nContent-Disposition: form-data; name=\"again\"\r\n\r\n" +
                 field_in(first, "again") + "\r\n--xYz--\r\n";
  CHECK(library.call(request).body.contains("Dit is de naam (DID) van een organisatie"));
  library.node.fetcher.answer("https://b.example/1", 302, "");
  const auto silent = send(library, {.text = "https://b.example/1"});
  CHECK(field_in(silent, "text") == "https://b.example/1");
  const auto secret = send(library, {.text = "AGE-SECRET-KEY-1QQ"});
  CHECK(secret.body.contains("This is a private key."));
  CHECK_FALSE(secret.body.contains("name=\"again\""));
  CHECK(secret.body.contains("href=\"/check?lang=nl\""));
}

TEST_CASE("the innermost layer has the key, the contexts with their hashes, and the badge itself") {
  TestRoutes library;
  const auto badge = badge_of(library);
  const auto page = send(library, {.text = badge});
  CHECK(page.body.contains("From the DID document of this website itself."));
  CHECK(page.body.contains("<bdi>Ed25519</bdi>"));
  CHECK(page.body.contains("https://www.w3.org/ns/credentials/v2</code><br><code dir=\"ltr\">"));
  CHECK(page.body.contains("This list is a fixed part of the program."));
  CHECK(page.body.contains("<summary>The badge itself, as it was brought</summary>"));
  CHECK(page.body.contains("<pre dir=\"ltr\" tabindex=\"0\""));
}

TEST_CASE(
    "a visitor sees whom the node believes where its policy says so, and else nothing of it") {
  actions::TrustPolicy policy;
  const auto root_of = [&](const std::string& did, const std::string& name) {
    const auto feed = feed::feed_id_of(*did::Did::parse(did));
    policy.policy.roots = {{feed}};
    policy.parties[feed] = {did, name};
  };
  root_of("did:web:library.example", "Our own library");
  TestRoutes silent(tests::NodeMethod::web, policy);
  CHECK_FALSE(send(silent, {.text = badge_of(silent)}).body.contains("This website:"));
  policy.tell_visitors = true;
  TestRoutes open(tests::NodeMethod::web, policy);
  const auto known = send(open, {.text = badge_of(open)});
  CHECK(known.body.contains("<h1>Genuine</h1>"));
  CHECK(known.body.contains("<h3>This website: "));
  CHECK(known.body.contains("Our own library"));
  policy.parties.clear();
  root_of("did:web:city.example", "The city");
  TestRoutes elsewhere(tests::NodeMethod::web, policy);
  const auto unknown = send(elsewhere, {.text = badge_of(elsewhere)});
  CHECK(unknown.body.contains("<h1>Genuine, with a warning</h1>"));
  CHECK(unknown.body.contains("Nobody that this website believes says enough of"));
  CHECK(unknown.body.contains("data-outcome=\"genuine\""));
  const auto told = unknown.body.substr(0, unknown.body.find("The answer as JSON"));
  CHECK_FALSE(told.contains("you trust"));
}

TEST_CASE("a script is answered with the same words as JSON") {
  TestRoutes library;
  const auto ask = [&](const std::string& text) {
    auto request = request_of("POST", "/check?lang=nl");
    request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
    request.headers.set("Accept", "application/json");
    request.body = form_of({.text = text});
    return library.call(request);
  };
  const auto good = ask(badge_of(library));
  CHECK(good.status == 200);
  CHECK(tests::text_in(good, "heading") == "Echt");
  CHECK(tests::text_in(good, "outcome") == "genuine");
  const auto bad = ask("Hallo");
  CHECK(bad.status == 400);
  CHECK(tests::text_in(bad, "wrong") == "wrong.no_badge_at_all");
  CHECK(tests::text_in(bad, "sentence").starts_with("Dit is geen badge"));
}

TEST_CASE("a script that checks many gets a receipt where it asks for one, and the words of both") {
  TestRoutes library;
  const auto badge = badge_of(library);
  const auto ask = [&](const std::string& query) {
    auto request = request_of("POST", "/check?lang=nl+en" + query);
    request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
    request.headers.set("Accept", "application/json");
    request.body = form_of({.text = badge});
    return library.call(request);
  };
  CHECK_FALSE(ask("").body.contains("\"receipt\""));
  CHECK_FALSE(ask("&receipt=2").body.contains("\"receipt\""));
  const auto answer = ask("&receipt=1");
  const auto receipt = tests::text_in(answer, "receipt");
  CHECK(send(library, {.file = badge, .text = receipt})
            .body.contains("<h1>A receipt of a check</h1>"));
  CHECK(answer.body.contains("\"beside\":{\"language\":\"en\",\"heading\":\"Genuine\""));
}

TEST_CASE("the page is limited as verifying is, and keeps strangers' scripts out") {
  TestRoutes library;
  const auto page = send(library, {.text = badge_of(library)});
  const auto policy = std::string(*page.headers.find("Content-Security-Policy"));
  CHECK(policy.starts_with("default-src 'none'"));
  CHECK_FALSE(policy.contains("unsafe"));
  auto last = send(library, {});
  for (int i = 0; i < 101 && last.status == 400; ++i) last = send(library, {});
  CHECK(last.status == 429);
  CHECK(last.headers.find("Retry-After"));
  CHECK(last.body.contains("too much was asked"));
  CHECK(library.call(request_of("POST", "/credentials/verify", "{}")).status == 429);
}

TEST_CASE("what was scanned from a paper card is a badge, also behind a link") {
  TestRoutes library;
  const auto digits = credential::print_paper(badge_of(library));
  REQUIRE(digits);
  const auto page = send(library, {.text = "https://library.example/check#paper=" + *digits});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Genuine</h1>"));
  CHECK(refused(library, {.text = "#paper=12"}).contains("Scan the card again."));
}

}  // namespace waarmerk::node::routes
