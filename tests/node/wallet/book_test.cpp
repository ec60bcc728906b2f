#include "node/wallet/book.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "did/did_key.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr UnixTime now{1'772'532'720'000};  // 2026-03-03T10:12:00Z

SecretBytes secret(std::string_view text) { return SecretBytes(to_bytes(bytes_of(text))); }

KeptBadge badge(const std::string& text) {
  return {.added = now, .media_type = "application/vc", .text = text};
}

std::string seal(const Book& book, std::string_view passphrase = "correct horse") {
  tests::SeededRandom random;
  return seal_book(book, secret(passphrase), random, jose::rounds_min).value();
}

}  // namespace

TEST_CASE("a badge book that a browser sealed is opened, with a key that signs") {
  const auto vector = json::parse(tests::read_file(tests::spec("wire/vectors/backup.json")));
  REQUIRE(vector);
  const auto text = [&](std::string_view name) { return *vector->root().find(name)->string(); };
  const auto book = open_book(text("compact"), secret(text("passphrase")));
  REQUIRE(book);
  REQUIRE(book->holders.size() == 1);
  REQUIRE(book->badges.size() == 1);
  CHECK(book->badges[0].media_type == "application/vc");
  CHECK(book->badges[0].text.ends_with("}\n"));
  CHECK(print_time(book->badges[0].added) == "2026-11-23T12:00:00Z");
  const auto signer = signer_of(book->holders[0]);
  REQUIRE(signer);
  CHECK(did::did_key_of((*signer)->public_key()).text() == book->holders[0].id);
  CHECK(write_book(*book) == text("plaintext"));
}

TEST_CASE("a book with a new key and badges comes back from its file, and from no other") {
  tests::SeededRandom random;
  Book book;
  book.holders.push_back(make_holder(random));
  CHECK(add_badge(book, badge("{\"a\": \"\u00e9\\n\"}\n")));
  const auto opened = open_book(seal(book) + "\n", secret("correct horse"));
  REQUIRE(opened);
  CHECK(opened->holders[0].id == book.holders[0].id);
  CHECK(signer_of(opened->holders[0]));
  CHECK(opened->badges[0].text == book.badges[0].text);
  CHECK(open_book(seal(book), secret("other horse")).error().code == jose::wrong_passphrase);
  tests::SeededRandom other;
  const auto stranger =
      jose::seal_jwe(bytes_of(write_book(book)), secret("correct horse"),
                     {.type = "JWT", .content_type = "", .rounds = 100'000}, other);
  CHECK(open_book(stranger, secret("correct horse")).error().code == bad_book);
}

TEST_CASE("what is not known here is kept, in the book, its holders and its badges") {
  const std::string text =
      R"({"version":1,"holders":[{"id":"did:key:z1","jwk":{"kty":"OKP"},"name":"Phone"}],)"
      R"("badges":[{"added":"2026-03-03T10:12:00Z","mediaType":"x/y","text":"t","note":[1]}],)"
      R"("skills":{"a":[true]}})";
  const auto book = read_book(text);
  REQUIRE(book);
  CHECK(write_book(*book) == text);
  Book other;
  CHECK(merge(other, *book));
  CHECK(write_book(other) == text);
}

TEST_CASE("what is waited for is kept, and taken over once") {
  Book book;
  book.waiting.push_back({"https://a.example", "https://a.example/d", "token", "t1", now});
  const auto again = read_book(write_book(book));
  REQUIRE(again);
  REQUIRE(again->waiting.size() == 1);
  CHECK(again->waiting[0].token == "token");
  CHECK(again->others.empty());
  REQUIRE(merge(book, *again));
  CHECK(book.waiting.size() == 1);
  CHECK(read_book(R"({"version":1,"holders":[],"badges":[],"waiting":[{}]})").error().code ==
        bad_book);
}

TEST_CASE("two books become one that has all of both") {
  tests::SeededRandom random;
  Book mine;
  mine.holders.push_back(make_holder(random));
  add_badge(mine, badge("one"));
  Book theirs = mine;
  theirs.holders.push_back(make_holder(random));
  add_badge(theirs, badge("two"));
  theirs.others.emplace_back("\"skills\":1");
  add_badge(mine, badge("three"));
  mine.others.emplace_back("\"skills\":2");
  const auto merged = merge(mine, theirs);
  REQUIRE(merged);
  CHECK(merged->holders == 1);
  CHECK(merged->badges == 1);
  CHECK(mine.holders.size() == 2);
  CHECK(mine.badges.size() == 3);
  CHECK(mine.others == std::vector<std::string>{"\"skills\":2"});
  CHECK(merge(mine, theirs)->badges == 0);
  CHECK_FALSE(add_badge(mine, badge("two")));
}

TEST_CASE("what is no badge book, or too much of one, is refused") {
  const auto code = [](std::string_view text) { return read_book(text).error().code; };
  CHECK(code("") == bad_book);
  CHECK(code("[]") == bad_book);
  CHECK(code(R"({"version":2,"holders":[],"badges":[]})") == bad_book);
  CHECK(code(R"({"version":1,"badges":[]})") == bad_book);
  CHECK(code(R"({"version":1,"holders":[{"id":"x"}],"badges":[]})") == bad_book);
  CHECK(code(R"({"version":1,"holders":[],"badges":[{"text":"t"}]})") == bad_book);
  CHECK(read_book(R"({"version":1,"holders":[],"badges":[]})"));
  Book full;
  for (std::size_t i = 0; i <= holders_max; ++i) full.holders.push_back({std::to_string(i), "{}"});
  Book empty;
  CHECK(merge(empty, full).error().code == book_full);
  CHECK(empty.holders.empty());
  CHECK(code(write_book(full)) == book_full);
}

TEST_CASE("a key that is not that of its DID signs nothing") {
  tests::SeededRandom random;
  auto holder = make_holder(random);
  CHECK(signer_of(holder));
  holder.id = make_holder(random).id;
  CHECK(signer_of(holder).error().code == unusable_key);
  holder.source = R"({"id":"x","jwk":{"kty":"OKP","crv":"X25519"}})";
  CHECK(signer_of(holder).error().code == unusable_key);
}

}  // namespace waarmerk::node::wallet
