#include "node/records/did_logs.hpp"

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

Result<KnownLog> read_known(std::string_view /*key*/, const json::Document& row) {
  const json::Reader reader(row);
  TRY(log, reader.get_string("log"));
  TRY(witnesses, reader.get_string("witnesses"));
  TRY(source, reader.get_string("source"));
  TRY(as_of, reader.get_time("asOf"));
  TRY(contested, reader.find_boolean("contested"));
  return KnownLog{log, witnesses, source, as_of, contested.value_or(false)};
}

}  // namespace

Result<std::optional<KnownLog>> find_log(const storage::View& view, std::string_view scid) {
  return find_row<KnownLog>(view, family::didlog, bytes_of(scid), read_known);
}

void erase_log(storage::Batch& batch, std::string_view scid) {
  batch.erase(family::didlog, bytes_of(scid));
}

void save_log(storage::Batch& batch, std::string_view scid, const KnownLog& known) {
  json::Writer row;
  row.begin_object()
      .member("source", known.source)
      .member("asOf", print_time(known.as_of))
      .member("log", known.log)
      .member("witnesses", known.witnesses);
  if (known.is_contested) row.name("contested").boolean(true);
  row.end_object();
  batch.put(family::didlog, bytes_of(scid), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
