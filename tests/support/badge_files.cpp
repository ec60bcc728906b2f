#include "tests/support/badge_files.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/secure_cose.hpp"
#include "node/image/baking.hpp"
#include "tests/support/pictures.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::tests {
namespace {

namespace credential = node::credential;
namespace image = node::image;

constexpr std::uint64_t free_place = 10;
constexpr std::uint64_t revoked_place = 11;
constexpr std::uint64_t suspended_place = 12;
constexpr std::string_view suspensions_url = "https://library.example/status/2";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

BadgeFiles::BadgeFiles(std::filesystem::path folder, UnixTime now)
    : folder_(std::move(folder)), now_(now) {
  write_plain();
  write_listed();
  write_known();
  write_pictures();
  write_assertion();
  write_histories();
}

void BadgeFiles::write(std::string_view name, std::string_view text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

credential::Badge BadgeFiles::badge_of(const TestParty& issuer) const {
  auto badge = sample_badge(issuer);
  badge.valid_from = now_ - 30 * day_ms;
  badge.valid_until = now_ + 300 * day_ms;
  badge.awarded = badge.valid_from;
  return badge;
}

void BadgeFiles::write_plain() const {
  const auto created = now_ - 30 * day_ms;
  const auto badge = badge_of(issuer_);
  const std::string good(sign(*credential::write_badge(badge), issuer_, created).text());
  write("good.json", good);
  write("tampered.json", replaced(good, "Language", "Longuage"));
  write("bbs.json", replaced(good, "eddsa-jcs-2022", "bbs-2023"));
  write("not-a-badge.json", "{\"hello\":\"world\"}\n");

  const auto unsigned_badge = *credential::write_badge(badge);
  const jose::JwsOptions options{"vc+jwt", "", issuer_.method};
  write("good.jwt",
        *jose::sign_jws(bytes_of(unsigned_badge.text()), options, *issuer_.signer) + "\n");

  const auto sign1 = credential::secure_cose(
      unsigned_badge, {.verification_method = issuer_.method}, *issuer_.signer);
  write("good.cose", text_of(*sign1));

  auto expired = badge;
  expired.valid_until = now_ - day_ms;
  write("expired.json", sign(*credential::write_badge(expired), issuer_, created).text());
  auto early = badge;
  early.valid_from = now_ + day_ms;
  write("early.json", sign(*credential::write_badge(early), issuer_, created).text());
  write("web.json", sign(*credential::write_badge(badge_of(library_)), library_, created).text());
}

std::string BadgeFiles::listed(std::uint64_t index, std::string_view purpose) const {
  auto badge = with_status(badge_of(library_), index, purpose);
  if (purpose == "suspension") badge.statuses.back().list_url = suspensions_url;
  const auto secured = sign(*credential::write_badge(badge), library_, now_ - 30 * day_ms);
  return std::string(secured.text());
}

void BadgeFiles::write_listed() const {
  write("listed.json", listed(free_place));
  write("revoked.json", listed(revoked_place));
  write("suspended.json", listed(suspended_place, "suspension"));
}

void BadgeFiles::write_known() const {
  ListOptions revocations{.set = {revoked_place}};
  revocations.valid_from = now_ - hour_ms;
  revocations.valid_until = now_ + day_ms;
  auto suspensions = revocations;
  suspensions.set = {suspended_place};
  suspensions.purposes = {"suspension"};
  suspensions.id = suspensions_url;

  json::Writer did;
  did.begin_object().name(library_.did).raw(library_.document()).end_object();
  write("known-did.json", did.text());
  json::Writer lists;
  lists.begin_object();
  lists.name(list_url).raw(list_text(library_, revocations));
  lists.name(suspensions_url).raw(list_text(library_, suspensions));
  lists.end_object();
  const auto both =
      replaced(did.text(), "{", "{" + lists.text().substr(1, lists.text().size() - 2) + ",");
  write("known.json", both);
  std::filesystem::create_directory(folder_ / "known");
  write("known/dids.json", did.text());
  write("known/lists.json", lists.text());
}

void BadgeFiles::write_pictures() const {
  const auto read = [&](std::string_view name) {
    std::ifstream file(folder_ / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  write("heart.png", text_of(tiny_png()));
  write("heart.svg", tiny_svg);
  write("good.png", image::bake(text_of(tiny_png()), read("good.json")).value());
  write("tampered.svg", image::bake(tiny_svg, read("tampered.json")).value());
}

void BadgeFiles::write_assertion() const {
  const std::string at = "https://school.example/";
  const auto assertion =
      R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":")" + at +
      R"(a","recipient":{"type":"email","identity":"amira@example.org"},"issuedOn":"2020-01-01",
      "badge":")" +
      at + R"(b","verification":{"type":"hosted"}})";
  write("assertion.json", assertion);
  std::filesystem::create_directory(folder_ / "published");
  write("published/a.json", assertion);
  write("published/b.json", R"({"type":"BadgeClass","name":"Robots","criteria":"Make one","id":")" +
                                at + R"(b","issuer":")" + at + "c\"}");
  write("published/c.json", R"({"type":"Issuer","name":"A school","id":")" + at + "c\"}");
}

void BadgeFiles::write_histories() const {
  WebvhHistory school;
  WebvhHistory club({}, "club.example");
  school.pass_days(9);
  club.pass_days(9);
  REQUIRE(school.add("{}", 1, school.document_with("key-2", 101)));
  REQUIRE(club.add("{}", 1, club.document_without_key(webvh_start + 5 * day_ms)));
  const auto signed_at = [&](const WebvhHistory& history, std::int64_t day) {
    const TestParty party{history.did(), history.did() + "#key-1", update_key(100)};
    auto badge = sample_badge(party);
    badge.valid_from = webvh_start + day * day_ms;
    return std::string(sign(*credential::write_badge(badge), party, badge.valid_from).text());
  };
  write("old-key.json", signed_at(school, 4));
  write("late-key.json", signed_at(school, 20));
  write("before-theft.json", signed_at(club, 4));
  write("after-theft.json", signed_at(club, 6));
  std::filesystem::create_directory(folder_ / "histories");
  write("histories/school.jsonl", school.text());
  write("histories/club.jsonl", club.text());
}

}  // namespace waarmerk::tests
