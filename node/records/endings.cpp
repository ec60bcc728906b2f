#include "node/records/endings.hpp"

#include <string_view>
#include <utility>

#include "crypto/base/bytes.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view closing_mark = "close";
constexpr std::string_view appointment_mark = "heir";

Key row_key(const feed::FeedId& feed, std::string_view mark) {
  return Key().bytes(feed.value).text(mark);
}

Result<Closing> read_closing(std::string_view /*key*/, const json::Document& document) {
  const json::Reader row(document);
  TRY(said, read_said(row));
  TRY(reason, row.get_string("reason"));
  return Closing{said, reason};
}

Result<Appointment> read_appointment(std::string_view key, const json::Document& document) {
  const json::Reader row(document);
  TRY(said, read_said(row));
  TRY(text, row.get_string("payload"));
  TRY(payload, encoding::decode_hex(text));
  TRY(succession, feed::decode_succession(payload));
  Appointment appointment{.by = {}, .said = said, .succession = std::move(succession)};
  auto& by = appointment.by.value;
  if (key.size() < by.size()) return fail(bad_row, "A short key.");
  for (std::size_t i = 0; i < by.size(); ++i) by[i] = static_cast<std::uint8_t>(key[i]);
  return appointment;
}

}  // namespace

void write_said(json::Writer& row, const Said& said) {
  row.name("epoch").integer(said.epoch);
  row.name("seq").integer(static_cast<std::int64_t>(said.seq));
  row.member("at", print_time(said.at));
}

Result<Said> read_said(const json::Reader& row) {
  TRY(epoch, row.get_integer("epoch"));
  TRY(seq, row.get_integer("seq"));
  TRY(at, row.get_time("at"));
  return Said{static_cast<std::uint32_t>(epoch), static_cast<std::uint64_t>(seq), at};
}

Result<std::optional<Closing>> find_closing(const storage::View& view, const feed::FeedId& feed) {
  return find_row<Closing>(view, family::ending, row_key(feed, closing_mark), read_closing);
}

void save_closing(storage::Batch& batch, const feed::FeedId& feed, const Closing& closing) {
  json::Writer row;
  row.begin_object();
  write_said(row, closing.said);
  row.member("reason", closing.reason).end_object();
  batch.put(family::ending, row_key(feed, closing_mark), bytes_of(row.text()));
}

Result<std::optional<Appointment>> find_appointment(const storage::View& view,
                                                    const feed::FeedId& feed) {
  const auto key = row_key(feed, appointment_mark);
  TRY(row, find_json(view, family::ending, key));
  if (!row) return std::nullopt;
  auto read = read_appointment(text_of(key.view()), *row);
  if (!read) return damaged(read.error());
  return std::move(*read);
}

void save_appointment(storage::Batch& batch, const Appointment& appointment) {
  const auto payload = feed::encode_succession(appointment.succession);
  if (!payload) return;  // cannot be: it was read from a payload
  json::Writer row;
  row.begin_object();
  write_said(row, appointment.said);
  row.member("payload", encoding::encode_hex(*payload)).end_object();
  batch.put(family::ending, row_key(appointment.by, appointment_mark), bytes_of(row.text()));
}

Result<std::vector<Appointment>> list_appointments_of(const storage::View& view,
                                                      const feed::FeedId& to) {
  std::vector<Appointment> found;
  const auto is_appointment = [](std::string_view key) { return key.ends_with(appointment_mark); };
  TRY_OK(visit_rows(view, {.family = family::ending, .wanted = is_appointment},
                    [&](std::string_view key, const auto& row) -> Result<void> {
                      TRY(appointment, read_appointment(key, row));
                      const bool is_wanted = appointment.succession.to == to;
                      if (is_wanted && found.size() < appointments_max)
                        found.push_back(std::move(appointment));
                      return {};
                    }));
  return found;
}

void save_ward(storage::Batch& batch, std::string_view did, UnixTime accepted) {
  json::Writer row;
  row.begin_object().member("accepted", print_time(accepted)).end_object();
  batch.put(family::ward, Key().text(did), bytes_of(row.text()));
}

Result<std::vector<std::string>> list_wards(const storage::View& view) {
  std::vector<std::string> wards;
  TRY_OK(view.scan(family::ward, {}, [&](ByteView key, ByteView) {
    wards.emplace_back(text_of(key));
    return wards.size() < appointments_max;
  }));
  return wards;
}

}  // namespace waarmerk::node::records
