#include "node/credential/status_entry.hpp"

#include <charconv>

#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {
namespace {

Result<std::string> read_text(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  const auto text = found ? found->value().string() : std::nullopt;
  if (!text || text->empty()) return place.fail_at(name, status_malformed, "It must be a text.");
  return std::string(*text);
}

/// Decimal digits in a string, without sign; a leading zero is a second name for one index.
Result<std::uint64_t> read_index(const Place& place) {
  TRY(text, read_text(place, "statusListIndex"));
  std::uint64_t index = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, index);
  if (error != std::errc{} || stop != end || (text.size() > 1 && text.front() == '0')) {
    return place.fail_at("statusListIndex", status_malformed, "It is no decimal number.");
  }
  return index;
}

Result<void> check_size(const Place& place) {
  const auto size = place.find("statusSize");
  if (!size) return {};
  const auto bits = size->value().integer();
  if (!bits || *bits < 1) {
    return size->fail_here(status_malformed, "The statusSize is an integer of at least 1.");
  }
  if (*bits > 1) {
    return size->fail_here(status_unsupported, "Entries of more than one bit are not read yet.");
  }
  return {};
}

}  // namespace

Result<StatusEntry> read_status_entry(json::Value value, std::string_view path) {
  const Place place(value, path);
  if (!place.has_type("BitstringStatusListEntry")) {
    return place.fail_at("type", status_unsupported, "Only BitstringStatusListEntry is read.");
  }
  TRY_OK(check_size(place));
  TRY(purpose, read_text(place, "statusPurpose"));
  TRY(index, read_index(place));
  TRY(list_url, read_text(place, "statusListCredential"));
  if (!is_url(list_url)) {
    return place.fail_at("statusListCredential", status_malformed, "It must be a URL.");
  }
  StatusEntry entry{.purpose = purpose, .index = index, .list_url = list_url};
  if (place.find("id")) {
    TRY(id, read_text(place, "id"));
    // The entry and the list must not share a name (bitstring 3.1).
    if (id == list_url) return place.fail_at("id", status_malformed, "It is the URL of the list.");
    entry.id = id;
  }
  return entry;
}

void write_status_entry(json::Writer& writer, const StatusEntry& entry) {
  writer.begin_object();
  if (entry.id) writer.member("id", *entry.id);
  writer.member("type", "BitstringStatusListEntry");
  writer.member("statusPurpose", entry.purpose);
  writer.member("statusListIndex", std::to_string(entry.index));
  writer.member("statusListCredential", entry.list_url);
  writer.end_object();
}

}  // namespace waarmerk::node::credential
