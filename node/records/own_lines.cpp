#include "node/records/own_lines.hpp"

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view waiting_key = "waiting";
constexpr std::string_view confirmed_end{"\0confirmed", 10};  // no SCID holds the zero

Result<WaitingLine> read_waiting(std::string_view /*key*/, const json::Document& row) {
  const json::Reader reader(row);
  TRY(line, reader.get_string("line"));
  TRY(issuing_key, reader.get_string("issuingKey"));
  TRY(feed_key, reader.get_string("feedKey"));
  TRY(witnesses, reader.get_string("witnesses"));
  return WaitingLine{line, issuing_key, feed_key, witnesses};
}

Result<ConfirmedVersion> read_confirmed(std::string_view /*key*/, const json::Document& row) {
  const json::Reader reader(row);
  TRY(number, reader.get_integer("number"));
  TRY(version_id, reader.get_string("versionId"));
  return ConfirmedVersion{static_cast<std::uint32_t>(number), version_id};
}

Key confirmed_key(std::string_view scid) { return Key().text(scid).text(confirmed_end); }

}  // namespace

Result<std::optional<WaitingLine>> find_waiting_line(const storage::View& view) {
  return find_row<WaitingLine>(view, family::organisation, bytes_of(waiting_key), read_waiting);
}

void save_waiting_line(storage::Batch& batch, const WaitingLine& waiting) {
  json::Writer row;
  row.begin_object()
      .member("line", waiting.line)
      .member("issuingKey", waiting.issuing_key)
      .member("feedKey", waiting.feed_key)
      .member("witnesses", waiting.witnesses)
      .end_object();
  batch.put(family::organisation, bytes_of(waiting_key), bytes_of(row.text()));
}

void erase_waiting_line(storage::Batch& batch) {
  batch.erase(family::organisation, bytes_of(waiting_key));
}

Result<std::optional<ConfirmedVersion>> find_confirmed(const storage::View& view,
                                                       std::string_view scid) {
  return find_row<ConfirmedVersion>(view, family::didlog, confirmed_key(scid), read_confirmed);
}

void save_confirmed(storage::Batch& batch, std::string_view scid,
                    const ConfirmedVersion& confirmed) {
  json::Writer row;
  row.begin_object().name("number").integer(confirmed.number);
  row.member("versionId", confirmed.version_id).end_object();
  batch.put(family::didlog, confirmed_key(scid), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
