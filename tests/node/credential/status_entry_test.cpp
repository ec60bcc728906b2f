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

TEST_CASE("entries of one bit are read; of more, they are said to be unsupported") {
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":1)")).has_value());
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":2)")).error().code == status_unsupported);
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":0)")).error().code == status_malformed);
  CHECK(read(entry_text("\"1\"", R"(,"statusSize":"1")")).error().code == status_malformed);
}

TEST_CASE("another type, a missing purpose and a list without URL are refused") {
  CHECK(read(R"({"type":"1EdTechRevocationList","id":"https://a.example"})").error().code ==
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
