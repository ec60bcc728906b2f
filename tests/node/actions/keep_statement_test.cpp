#include "node/actions/keep_statement.hpp"

#include <doctest/doctest.h>

#include "node/feed/statement.hpp"
#include "node/records/endings.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/memory_records.hpp"

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

}  // namespace waarmerk::node::actions
