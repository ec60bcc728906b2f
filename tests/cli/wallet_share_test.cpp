// Tests of `wallet share`.
#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/gzip.hpp"
#include "node/credential/presentation.hpp"
#include "tests/support/purse.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

credential::PresentationVerdict verdict_of(std::string_view text, UnixTime now,
                                           std::optional<std::string> challenge = {},
                                           std::optional<std::string> domain = {}) {
  credential::PresentationOptions options{
      .challenge = std::move(challenge), .domain = std::move(domain), .credentials = {.now = now}};
  credential::PresentationVerification verification(text, options);
  tests::Documents none;
  tests::drive(verification, none);
  return verification.outcome();
}

tests::Purse& with_badges(tests::Purse& purse) {
  REQUIRE(purse.wallet({"receive", purse.files / "good.json"}).exit == 0);
  REQUIRE(purse.wallet({"receive", purse.files / "good.jwt"}).exit == 0);
  return purse;
}

std::string share(tests::Purse& purse, std::vector<std::string> words) {
  const auto file = purse.folder("shared.json");
  words.insert(words.begin(), "share");
  words.insert(words.end(), {"-o", file});
  const auto typed = purse.wallet(words);
  INFO(typed.err);
  REQUIRE(typed.exit == 0);
  CHECK(typed.err.contains("They will see"));
  return purse.read(file);
}

}  // namespace

TEST_CASE("badges are shown by their holder, and no more after the end") {
  tests::Purse purse;
  const auto text = share(with_badges(purse), {"1", "2", "--until", "2026-03-04"});
  const auto now = verdict_of(text, tests::badge_now);
  REQUIRE(now.credentials.size() == 2);
  CHECK(now.credentials[0].accepted());
  CHECK(now.credentials[1].accepted());
  const auto* proof = tests::find_check(now.checks, "proof");
  REQUIRE(proof != nullptr);
  CHECK(proof->state() == credential::CheckState::passed);
  CHECK(now.holder.starts_with("did:key:z6Mk"));
  const auto later = verdict_of(text, tests::badge_now + 3 * day_ms);
  CHECK_FALSE(later.accepted());
  CHECK(later.finding == credential::Finding::proof_expired);
}

TEST_CASE("what the reader asked for is signed along") {
  tests::Purse purse;
  const auto text =
      share(with_badges(purse), {"1", "--challenge", "n-1", "--domain", "acme.example"});
  const auto is_good = [&](const char* challenge, const char* domain) {
    const auto verdict = verdict_of(text, tests::badge_now, challenge, domain);
    return tests::find_check(verdict.checks, "proof")->state() == credential::CheckState::passed;
  };
  CHECK(is_good("n-1", "acme.example"));
  CHECK_FALSE(is_good("n-2", "acme.example"));
  CHECK_FALSE(is_good("n-1", "other.example"));
}

TEST_CASE("a link holds the presentation behind its fragment") {
  tests::Purse purse;
  with_badges(purse);
  const auto answer = purse.wallet_json({"share", "1", "--link", "https://node.example/"});
  const std::string link(*answer.root().find("link")->string());
  const std::string start = "https://node.example/check#show=";
  REQUIRE(link.starts_with(start));
  const auto packed = encoding::decode_base64url(link.substr(start.size()));
  REQUIRE(packed);
  const auto text = encoding::inflate_raw(*packed, 1 << 20);
  REQUIRE(text);
  CHECK(verdict_of(text_of(*text), tests::badge_now).credentials.size() == 1);
  CHECK(purse.wallet({"share", "1", "--link", "node"}).exit == 8);
  CHECK(purse.wallet({"share", "1", "--qr"}).exit == 2);
}

TEST_CASE("an end that is over, and a badge that is not there, are refused") {
  tests::Purse purse;
  with_badges(purse);
  CHECK(purse.wallet({"share", "1", "--until", "2026-03-01"}).exit == 2);
  CHECK(purse.wallet({"share", "1", "--until", "soon"}).exit == 8);
  CHECK(purse.wallet({"share", "3"}).exit == 5);
  CHECK(purse.wallet({"share"}).exit == 2);
}

}  // namespace waarmerk::cli
