#include "node/records/organisation.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view row_key = "self";
constexpr std::string_view profile_key = "profile";
constexpr std::string_view instance_key = "instance";
constexpr std::string_view lines_key = "lines";
constexpr std::string_view met_key = "met";

}  // namespace

void write_organisation(json::Writer& writer, const Organisation& organisation) {
  writer.member("did", organisation.did)
      .member("name", organisation.name)
      .member("url", organisation.url)
      .member("issuingKey", organisation.issuing_key)
      .member("feedKey", organisation.feed_key)
      .member("created", print_time(organisation.created));
}

Result<Organisation> read_organisation(const json::Reader& reader) {
  TRY(did, reader.get_string("did"));
  TRY(name, reader.get_string("name"));
  TRY(url, reader.get_string("url"));
  TRY(issuing_key, reader.get_string("issuingKey"));
  TRY(feed_key, reader.get_string("feedKey"));
  TRY(created, reader.get_time("created"));
  return Organisation{did, name, url, issuing_key, feed_key, created};
}

Result<std::optional<Organisation>> load_organisation(const storage::View& view) {
  const auto read = [](std::string_view /*key*/, const json::Document& row) {
    return read_organisation(json::Reader(row));
  };
  return find_row<Organisation>(view, family::organisation, bytes_of(row_key), read);
}

void save_organisation(storage::Batch& batch, const Organisation& organisation) {
  json::Writer row;
  row.begin_object();
  write_organisation(row, organisation);
  row.end_object();
  batch.put(family::organisation, bytes_of(row_key), bytes_of(row.text()));
}

Result<std::string> load_published_profile(const storage::View& view) {
  TRY(row, view.get(family::organisation, bytes_of(profile_key)));
  return row ? std::string(text_of(*row)) : std::string();
}

void save_published_profile(storage::Batch& batch, std::string_view profile) {
  batch.put(family::organisation, bytes_of(profile_key), bytes_of(profile));
}

Result<std::size_t> load_published_lines(const storage::View& view) {
  TRY(row, view.get(family::organisation, bytes_of(lines_key)));
  std::size_t count = 0;
  if (!row) return count;
  const auto text = text_of(*row);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc() && end == text.data() + text.size()) return count;
  return fail(bad_row, "The number of published lines is none.");
}

void save_published_lines(storage::Batch& batch, std::size_t count) {
  batch.put(family::organisation, bytes_of(lines_key), bytes_of(std::to_string(count)));
}

Result<std::optional<Bytes>> load_instance(const storage::View& view) {
  return view.get(family::meta, bytes_of(instance_key));
}

void save_instance(storage::Batch& batch, ByteView nonce) {
  batch.put(family::meta, bytes_of(instance_key), nonce);
}

Result<std::optional<std::vector<feed::FeedId>>> load_met_others(const storage::View& view) {
  TRY(row, view.get(family::meta, bytes_of(met_key)));
  if (!row) return std::nullopt;
  constexpr auto each = sizeof(feed::FeedId::value);
  if (row->size() % each != 0) return fail(bad_row, "The row of who was met is torn.");
  std::vector<feed::FeedId> met(row->size() / each);
  for (std::size_t i = 0; i < met.size(); ++i) {
    std::ranges::copy(ByteView(*row).subspan(i * each, each), met[i].value.begin());
  }
  return met;
}

Result<bool> has_met_others(const storage::View& view) {
  TRY(met, load_met_others(view));
  return met.has_value();
}

void save_met_others(storage::Batch& batch, std::span<const feed::FeedId> met) {
  Bytes row;
  for (const auto& name : met.first(std::min(met.size(), met_others_max))) append(row, name.value);
  batch.put(family::meta, bytes_of(met_key), row);
}

}  // namespace waarmerk::node::records
