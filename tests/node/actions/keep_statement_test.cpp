#include "node/actions/keep_statement.hpp"

#include <doctest/doctest.h>

#include "node/feed/statement.hpp"
#include "node/records/endings.hpp"
#include "node/records/trust_bits.hpp"
#include "node/records/trusts.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

const tests::Issuer school(1);

void keep(tests::MemoryRecords& memory, feed::EntryType type, const Bytes& payload) {
  const feed::Header header{
      .type = type, .feed = school.feed(), .epoch = 2, .seq = 9, .ts = tests::start_time};
  storage::Batch rows;
  keep_statement(rows, header, payload);
  memory.write(rows);
}

}  // namespace

TEST_CASE("a close and a succession are kept with their place in the feed") {
  tests::MemoryRecords memory;
  keep(memory, feed::EntryType::close, *feed::encode_close({.reason = "done"}));
  const tests::Issuer town(2);
  keep(memory, feed::EntryType::succession,
       *feed::encode_succession({.to = town.feed(), .from = tests::start_time}));
  const auto closing = *records::find_closing(memory.store, school.feed());
  REQUIRE(closing);
  CHECK(closing->said.epoch == 2);
  CHECK(closing->said.seq == 9);
  const auto appointment = *records::find_appointment(memory.store, school.feed());
  REQUIRE(appointment);
  CHECK(appointment->said.at == tests::start_time);
  CHECK(appointment->succession.to == town.feed());
}

TEST_CASE("nothing is kept of other entries, and of what cannot be read") {
  tests::MemoryRecords memory;
  const auto close = *feed::encode_close({.reason = "done"});
  keep(memory, feed::EntryType::profile, close);
  keep(memory, feed::EntryType::close, to_bytes(bytes_of("nonsense")));
  keep(memory, feed::EntryType::succession, close);
  CHECK_FALSE(*records::find_closing(memory.store, school.feed()));
  CHECK_FALSE(*records::find_appointment(memory.store, school.feed()));
}

TEST_CASE("a bit of trust follows from an endorsement of one that has a DID, in known terms") {
  tests::TestNode town("town.example");
  const auto keep_word = [&](const std::string& text) {
    tests::MemoryRecords memory;
    const feed::Header header{
        .type = feed::EntryType::trust, .feed = town.self.feed, .seq = 9, .ts = tests::start_time};
    storage::Batch rows;
    keep_statement(rows, header, bytes_of(text));
    memory.write(rows);
    const auto place = records::BitPlace{town.self.feed, {0, 9}};
    return std::pair(records::list_trusts(memory.store, town.self.feed)->size(),
                     records::find_trust_bit(memory.store, place)->has_value());
  };
  const auto lab = *did::Did::parse("did:web:lab.example");
  const std::string good(tests::sign_word(town, tests::word_of(town, lab)).text());
  const auto with = [&](std::string_view what, std::string_view other) {
    auto text = good;
    text.replace(text.find(what), what.size(), other);
    return keep_word(text);
  };
  CHECK(keep_word(good) == std::pair<std::size_t, bool>(1, true));
  CHECK(with("\"did:web:lab.example\"", "\"https://lab.example\"").second == false);
  CHECK(with("\"did:web:lab.example\"", "\"https://lab.example\"").first == 1);
  CHECK(with("bits-of-trust#amount", "bits-of-trust#weight").second == false);
  // An endorsement of another is not the feed's own, whoever let it pass.
  CHECK(with("\"did:web:town.example\"", "\"did:web:mill.example\"").second == false);
}

TEST_CASE("a bit of trust follows from a recognition by W3C's words too, of one entity") {
  tests::TestNode town("town.example");
  const auto lab = *did::Did::parse("did:web:lab.example");
  const auto word = tests::word_of(town, lab);
  const auto form = tests::StatementForm::recognized_entity;
  const std::string text(tests::sign_word(town, word, form).text());
  tests::MemoryRecords memory;
  const feed::Header header{
      .type = feed::EntryType::trust, .feed = town.self.feed, .seq = 9, .ts = tests::start_time};
  storage::Batch rows;
  keep_statement(rows, header, bytes_of(text));
  memory.write(rows);
  const auto bit = *records::find_trust_bit(memory.store, {town.self.feed, {0, 9}});
  REQUIRE(bit);
  CHECK(bit->trustee == lab);
  CHECK(bit->scope.any);
  CHECK(subject_of_trust(bytes_of(text)) == lab.text());

  const auto with = [&](std::string_view what, std::string_view other) {
    auto changed = text;
    changed.replace(changed.find(what), what.size(), other);
    return subject_of_trust(bytes_of(changed));
  };
  CHECK(with("\"RecognizedEntityCredential\"", "\"OpenBadgeCredential\"").error().code ==
        foreign_trust);
  const auto listed = with(R"("credentialSubject":{)",
                           R"("credentialSubject":[{"id":"did:web:mill.example"}],"other":{)");
  CHECK(listed == "did:web:mill.example");
  const auto two =
      with(R"("credentialSubject":{)", R"("credentialSubject":[{"id":"did:web:a.example"},)"
                                       R"({"id":"did:web:b.example"}],"other":{)");
  CHECK(two.error().code == foreign_trust);
}

}  // namespace waarmerk::node::actions
