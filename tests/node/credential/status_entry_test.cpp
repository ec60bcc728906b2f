#include "node/credential/status_entry.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

Result<StatusEntry> read(std::string_view text) {
  const auto document = json::parse(text).value();
  return read_status_entry(document.root(), "$.credentialStatus");
}

/// An entry with this index and these further members.
std::string entry_text(std::string_view index, std::string_view more = "") {
  return R"({"type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":)" +
         std::string(index) + R"(,"statusListCredential":"https://a.example/1")" +
         std::string(more) + "}";
}

}  // namespace

TEST_CASE("an entry is written and read back") {
  const StatusEntry entry{.id = "https://a.example/1#5",
                          .purpose = "suspension",
                          .index = 94'567,
                          .list_url = "https://a.example/1"};
  json::Writer writer;
  write_status_entry(writer, entry);
  const auto back = read(writer.text());
  REQUIRE(back.has_value());
  CHECK(back->id == entry.id);
  CHECK(back->purpose == "suspension");
  CHECK(back->index == 94'567);
  CHECK(back->list_url == entry.list_url);
  CHECK(writer.text().find(R"("statusListIndex":"94567")") != std::string::npos);
}

TEST_CASE("an index is a decimal number in a string") {
  CHECK(read(entry_text("\"0\"")).value().index == 0);
  for (const char* index : {"5", "\"\"", "\"-1\"", "\"+1\"", "\"1.0\"", "\"0x1\"", "\" 1\"",
                            "\"01\"", "\"18446744073709551616\"", "null", "\"1 \""}) {
    CAPTURE(index);
    const auto entry = read(entry_text(index));
    REQUIRE(!entry.has_value());
    CHECK(entry.error().code == status_malformed);
    CHECK(entry.error().path == "$.credentialStatus.statusListIndex");
  }
}

TEST_CASE("the size of an entry is a number of at least one") {
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":1)")).has_value());
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":0)")).error().code == status_malformed);
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":"1")")).error().code == status_malformed);
}

TEST_CASE("another type, a missing purpose and a list without URL are refused") {
  CHECK(read(R"({"type":"RevocationList2020Status","id":"https://a.example"})").error().code ==
        status_unsupported);
  CHECK(read(R"({"type":"BitstringStatusListEntry","statusListIndex":"1",
                 "statusListCredential":"https://a.example"})")
            .error()
            .path == "$.credentialStatus.statusPurpose");
  CHECK(read(R"({"type":"BitstringStatusListEntry","statusListIndex":"1","statusPurpose":"x",
                 "statusListCredential":"not a url"})")
            .error()
            .path == "$.credentialStatus.statusListCredential");
}

TEST_CASE("an entry may not bear the name of its list") {
  CHECK(read(entry_text("\"1\"", R"(,"id":"https://a.example/1#1")")).has_value());
  CHECK(read(entry_text("\"1\"", R"(,"id":"https://a.example/1")")).error().code ==
        status_malformed);
}

TEST_CASE("an entry of several bits names its messages, and is written as it was") {
  const std::string more =
      R"(,"statusSize":2,"statusMessage":[{"status":"0x0","message":"in order"},)"
      R"({"status":"0x3","message":"replaced"}])";
  const auto entry = read(entry_text("\"5\"", more));
  REQUIRE(entry.has_value());
  CHECK(entry->size == 2);
  CHECK(entry->messages.at(3) == "replaced");
  json::Writer writer;
  write_status_entry(writer, *entry);
  const auto again = read(writer.text());
  CHECK(again->messages == entry->messages);
  CHECK(again->size == 2);
}

TEST_CASE("messages that are missing, twice, or of no value of the entry are refused") {
  for (const std::string more :
       {R"(,"statusSize":2)", R"(,"statusSize":2,"statusMessage":[])",
        R"(,"statusSize":2,"statusMessage":[{"status":"0x4","message":"a"}])",
        R"(,"statusSize":2,"statusMessage":[{"status":"1","message":"a"}])",
        R"(,"statusSize":2,"statusMessage":[{"status":"0x","message":"a"}])",
        R"(,"statusSize":2,"statusMessage":[{"status":"0x1"}])",
        R"(,"statusSize":1,"statusMessage":[{"status":"0x0","message":"a"},)"
        R"({"status":"0x0","message":"b"}])"}) {
    CAPTURE(more);
    CHECK(read(entry_text("\"5\"", more)).error().code == status_malformed);
  }
  CHECK(read(entry_text("\"5\"", R"(,"statusSize":9)")).error().code == status_unsupported);
}

TEST_CASE("the entries of other lists are read, each in its own form") {
  const auto old =
      read(R"({"type":"StatusList2021Entry","statusPurpose":"revocation","statusListIndex":"7",)"
           R"("statusListCredential":"https://a.example/1"})");
  REQUIRE(old.has_value());
  CHECK(old->kind == StatusKind::list_2021);
  const auto token = read(R"({"idx":7,"uri":"https://a.example/1"})");
  REQUIRE(token.has_value());
  CHECK(token->kind == StatusKind::token);
  CHECK(token->index == 7);
  const auto ids = read(R"({"id":"https://a.example/1","type":"1EdTechRevocationList"})");
  REQUIRE(ids.has_value());
  CHECK(ids->kind == StatusKind::revocation_list);
  CHECK(ids->list_url == "https://a.example/1");
  for (const std::string_view text :
       {R"({"idx":-1,"uri":"https://a.example/1"})", R"({"idx":"7","uri":"https://a.example/1"})",
        R"({"idx":7,"uri":"nowhere"})", R"({"idx":7})", R"({"type":"1EdTechRevocationList"})",
        R"({"id":"nowhere","type":"1EdTechRevocationList"})"}) {
    CAPTURE(text);
    CHECK(read(text).error().code == status_malformed);
  }
}
